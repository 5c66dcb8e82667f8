using Runs.Actors.Links;
using Runs.Actors.Runs;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Runtime;
using Runs.Runtime.Journal;

namespace Runs.Actors;

/// <content>What a system has to do with other nodes.</content>
public sealed partial class RunSystem
{
    private async Task AbandonWhenSuperseded()
    {
        await _node.Superseded;
        _attempts.Abandon();
    }

    /// <summary>What another node's answer stands for. It was given after what it answers was stored.</summary>
    private async ValueTask<RunResult<RunReply>> Read(RunId run, RunAnswer answer)
    {
        if (answer.IsErased)
            return new RunReply(RunState.Of(run) with { IsErased = true }, answer.Seq);
        try
        {
            return await _states.At(run, answer.Seq, CancellationToken.None);
        }
        catch (JournalException)
        {
            return new RunError(RefusalCodes.Timeout, $"Run {run} has answered, but its journal can't be read now. Ask again with the same command id.");
        }
    }
}
