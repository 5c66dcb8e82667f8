using Runs.Actors;
using Runs.Actors.Queues.Views;
using Runs.Actors.Watching;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Node.Doors;

/// <summary>Runs that are only looked at.</summary>
internal interface IRunsReader : IRunSource
{
    /// <summary>Whether there is such a run.</summary>
    Task<bool> Has(RunId run);

    /// <summary>The run as lists show it; <see langword="null"/> for one that was never prepared.</summary>
    Task<RunSummary?> Summary(RunId run);

    /// <summary>The runs that were started, newest first.</summary>
    IAsyncEnumerable<RunSummary> List(RunFilter filter);

    /// <summary>The queues, by name.</summary>
    Task<IReadOnlyList<QueueView>> Queues();

    /// <summary>The limits, by name.</summary>
    Task<IReadOnlyList<LimitView>> Limits();

    /// <summary>The manifest of a run's artifacts.</summary>
    IAsyncEnumerable<ListedArtifact> Artifacts(RunId run);

    /// <summary>The bytes of an artifact.</summary>
    /// <exception cref="CommandLine.UserError">The run has none of that name, or it is damaged.</exception>
    Task<byte[]> Artifact(RunId run, string name);

    /// <summary>
    /// Waits until something that matters happens in a run. <see langword="null"/> when the run was deleted meanwhile; an
    /// <see cref="OperationCanceledException"/> when the token is cancelled.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="query">For what, and how long.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="UserError">There is no such step.</exception>
    Task<WaitReceipt?> Wait(RunId run, WaitQuery query, CancellationToken cancellation);

    /// <summary>What a step has come to, with so much of its text.</summary>
    /// <param name="run">The run as it was read.</param>
    /// <param name="step">The step.</param>
    /// <param name="maxBytes">At most so much of the text, in UTF-8.</param>
    Task<StepResult> Result(RunState run, StepState step, int maxBytes);

    /// <summary>What a run that is followed is, in the word of <see cref="RunSummary.State"/>.</summary>
    Task<string> StateOf(RunState state);
}
