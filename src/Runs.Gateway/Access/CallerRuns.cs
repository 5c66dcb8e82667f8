using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Runtime.Journal;

namespace Runs.Gateway.Access;

/// <summary>The runs of a system as one caller may see and change them. Every door of the gateway goes through it.</summary>
internal sealed class CallerRuns(RunSystem system, Caller caller)
{
    /// <summary>Freezes the plan of a run's next segment.</summary>
    public ValueTask<RunResult<PreparedRun>> Prepare(PrepareRequest request) => system.Prepare(request with { Owner = caller.Owner });

    /// <summary>Starts a prepared run.</summary>
    public ValueTask<RunResult<RunReply>> Start(RunId run, string input, string? requestId = null, string? commandId = null) =>
        system.Start(run, input, requestId, commandId);

    /// <summary>Starts the next segment of a run.</summary>
    public ValueTask<RunResult<RunReply>> Continue(RunId run, string input, string? requestId = null, string? commandId = null) =>
        system.Continue(run, input, requestId, commandId);

    /// <summary>Asks a run to stop.</summary>
    public ValueTask<RunResult<RunReply>> Stop(RunId run, string? commandId = null) => system.Stop(run, commandId: commandId);

    /// <summary>Ends a run at once.</summary>
    public ValueTask<RunResult<RunReply>> Kill(RunId run, string? commandId = null) => system.Kill(run, commandId);

    /// <summary>Lets a held run go on.</summary>
    public ValueTask<RunResult<RunReply>> Resume(RunId run, string? commandId = null) => system.Resume(run, commandId);

    /// <summary>Answers a step that waits for a person.</summary>
    public ValueTask<RunResult<RunReply>> Answer(RunId run, string agentName, string text, string? commandId = null) =>
        system.Answer(run, agentName, text, commandId);

    /// <summary>Gives the agent that is called next a text beside its message.</summary>
    public ValueTask<RunResult<RunReply>> Steer(RunId run, string text, string? commandId = null) => system.Steer(run, text, commandId);

    /// <summary>Deletes a run that has ended.</summary>
    public ValueTask<RunResult<RunReply>> Delete(RunId run, string? commandId = null) => system.Delete(run, commandId);

    /// <summary>A run as it is. One that the caller may not see has the status None, like one that doesn't exist.</summary>
    public ValueTask<RunResult<RunReply>> Describe(RunId run) => system.Describe(run);

    /// <summary>Lists runs, newest start first.</summary>
    public ValueTask<IReadOnlyList<RunSummary>> List(ListingQuery query, CancellationToken cancellation = default) =>
        system.List(query, cancellation);

    /// <summary>The whole text of a content of a run that the caller was shown.</summary>
    public ValueTask<string> Text(RunId run, Content content, CancellationToken cancellation = default) => system.Text(run, content, cancellation);
}
