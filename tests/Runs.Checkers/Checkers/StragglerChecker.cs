using Runs.Checkers.Auditing;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>Only the attempt that a run waits for may end a step.</summary>
internal sealed class StragglerChecker : RunChecker
{
    /// <inheritdoc/>
    public override string Promise => "What ends a step comes from the attempt that is waited for, never from an earlier one.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment)
    {
        var state = moment.Before;
        var isAwaited = moment.Raised switch
        {
            ModelReplied replied => IsLive(state, replied.Step, replied.Attempt),
            ToolsCalled called => IsLive(state, called.Step, called.Attempt),
            ConversationCompacted compacted => IsLive(state, compacted.Step, compacted.Attempt),
            AttemptFailed failed => IsLive(state, failed.Step, failed.Attempt) || IsSubRun(state, failed.Step, failed.Attempt),
            AttemptStopped stopped => IsLive(state, stopped.Step, stopped.Attempt),
            _ => true,
        };
        return isAwaited ? null : $"listened to a straggler: {moment.Raised}";
    }

    private static bool IsSubRun(RunState state, StepId step, int attempt) =>
        state.Steps[step] is { Phase: StepPhase.Waiting, SubRun: not null } waiting && waiting.Attempt == attempt;

    private static bool IsLive(RunState state, StepId step, int attempt) =>
        state.Live.TryGetValue(step, out var live) && live.Attempt == attempt;
}
