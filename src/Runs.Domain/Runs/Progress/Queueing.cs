using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The time between the start of a segment and its first slots.</summary>
internal static class Queueing
{
    /// <summary>The prepared segment is started: at once, or as soon as it has its slots.</summary>
    public static void Start(RunTurn turn, string input, string? requestId)
    {
        var segment = turn.State.Pending!;
        if (segment.Admission is { IsGated: true })
            turn.Raise(new RunQueued(segment.Number, WellFormed.Of(input), WellFormed.Of(requestId)));
        else
            turn.Raise(new RunStarted(segment.Number, WellFormed.Of(input), WellFormed.Of(requestId)));
    }

    /// <summary>A queued run has its slots.</summary>
    public static void Begin(RunTurn turn)
    {
        var segment = turn.State.Pending!;
        turn.Raise(new RunStarted(segment.Number, segment.Input, segment.RequestId));
    }

    /// <summary>A queued run is stopped: it ends at once, because nothing of it has begun.</summary>
    public static void Stop(RunTurn turn, string reason) =>
        turn.Raise(new RunEnded(RunStatus.Cancelled.ToWord(), new RunError(RunErrors.Cancelled, WellFormed.Of(reason))));

    /// <summary>The segment waits. Its longest time counts from here: waiting is a part of it, as pauses are.</summary>
    public static RunState Wait(RunState state, string input, string? requestId, DateTimeOffset at)
    {
        var segment = state.Pending! with { Input = input, RequestId = requestId, QueuedAt = at };
        var queued = state.WithoutPreparedExpiry() with
        {
            Status = RunStatus.Queued,
            Pending = segment,
            Failure = null,
            CancelReason = null,
            IsExpired = false,
            Erasure = null,
        };
        return segment.MaxDuration is { } most ? queued.WithTimer(at.After(most), RunTimerKind.RunExpiry, StepId.Root(segment.Number)) : queued;
    }

    /// <summary>The segment ends while it waits: it is the last one, and has no steps.</summary>
    public static RunState Leave(RunState state)
    {
        var segment = state.Pending!;
        var root = StepId.Root(segment.Number);
        return state with
        {
            Pending = null,
            Current = segment,
            Steps = RunState.Empty.Steps.Add(root, new StepState { Id = root, Parent = root, Node = 0, Message = Content.Of(segment.Input) }),
            Recoveries = 0,
        };
    }
}
