using Runs.Actors.Live;
using Runs.Actors.Queues;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Subscriptions;

/// <summary>Something that a subscriber of a run sees.</summary>
public abstract record RunUpdate
{
    private RunUpdate()
    {
    }

    /// <summary>Where to go on after it.</summary>
    public RunCursor Cursor { get; init; } = RunCursor.Start;

    /// <summary>An event of the journal. Each comes exactly once and in order.</summary>
    /// <param name="Seq">Its sequence number.</param>
    /// <param name="At">When it was decided.</param>
    /// <param name="Event">The event.</param>
    /// <param name="Before">The run before it.</param>
    /// <param name="After">The run with it.</param>
    public sealed record Journaled(long Seq, DateTimeOffset At, RunEvent Event, RunState Before, RunState After) : RunUpdate;

    /// <summary>Live output of an attempt, after the last event that came before it.</summary>
    /// <param name="AfterSeq">That event's sequence number.</param>
    /// <param name="Step">The step.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="Delta">The output.</param>
    /// <param name="State">The run.</param>
    public sealed record Streamed(long AfterSeq, StepId Step, int Attempt, LiveDelta Delta, RunState State) : RunUpdate;

    /// <summary>Where the run stands in its queue, or that it goes on. Comes only while the run waits, at most every 250 ms.</summary>
    /// <param name="AfterSeq">The sequence number of the last event before it.</param>
    /// <param name="Place">Where it stands; position 0 when it goes on.</param>
    /// <param name="State">The run.</param>
    public sealed record Placed(long AfterSeq, QueuePlace Place, RunState State) : RunUpdate;

    /// <summary>Everything that the journal held when it was read has been seen. Comes at least once, before anything is waited for.</summary>
    /// <param name="Seq">The last sequence number.</param>
    /// <param name="State">The run.</param>
    public sealed record CaughtUp(long Seq, RunState State) : RunUpdate;
}
