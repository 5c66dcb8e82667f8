using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Subscriptions;

/// <summary>A run as its events make it, one after the other.</summary>
internal sealed class RunFold(RunId run)
{
    public RunState State { get; private set; } = RunState.Of(run);

    public long Seq { get; private set; }

    /// <summary>Adds the next event.</summary>
    public RunUpdate.Journaled Add(RunEvent raised, DateTimeOffset at)
    {
        var before = State;
        Seq++;
        State = raised.ApplyTo(before, new EventStamp(Seq, at));
        return new RunUpdate.Journaled(Seq, at, raised, before, State);
    }
}
