using Runs.Checkers.Auditing;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Checkers.Checkers;

/// <summary>
/// Once a segment has ended, nothing follows but a new preparation and its start, refusals of messages that come too late, what runs around it say or are
/// told, and its deletion.
/// </summary>
internal sealed class AfterEndChecker : RunChecker
{
    /// <inheritdoc/>
    public override string Promise => "Nothing happens to a segment that has ended.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment) => moment.Before.End is null || moment.Before.Status == RunStatus.Queued || IsLegal(moment.Raised)
        ? null
        : $"stores {moment.Raised.Type} after its segment has ended";

    private static bool IsLegal(RunEvent raised) => raised
        is RunPrepared or RunForked or RunQueued or RunStarted or PreparationDropped or Steered or SubRunEnded or ParentTold or ErasureBegun or ErasureFailed
        or StepMessaged { Denial: not null };
}
