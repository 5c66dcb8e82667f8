using Runs.Actors;
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

    /// <summary>The manifest of a run's artifacts.</summary>
    IAsyncEnumerable<ListedArtifact> Artifacts(RunId run);

    /// <summary>The bytes of an artifact.</summary>
    /// <exception cref="CommandLine.UserError">The run has none of that name, or it is damaged.</exception>
    Task<byte[]> Artifact(RunId run, string name);

    /// <summary>What a run that is followed is, in the word of <see cref="RunSummary.State"/>.</summary>
    Task<string> StateOf(RunState state);
}
