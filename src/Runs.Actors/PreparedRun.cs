using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Actors;

/// <summary>A prepared run, or the one that is under way and was attached to.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reply">Its state.</param>
/// <param name="UsedFrozenPlan">Whether the strategy file is gone and the plan of the last segment was taken instead.</param>
public sealed record PreparedRun(RunId Run, RunReply Reply, bool UsedFrozenPlan)
{
    /// <summary>Whether nothing was prepared, because the run was prepared already or is under way.</summary>
    public bool IsAttached { get; init; }

    /// <summary>The segment that waits to be started, or the one under way.</summary>
    public Segment Segment => Reply.State.Pending ?? Reply.State.Current!;
}
