using Runs.Domain.Plans;
using Runs.Runtime;

namespace Runs.Actors.Attempts;

/// <summary>An attempt that lives on another node and is asked about from here. <see cref="RemoteAttempts"/> guards it.</summary>
internal sealed class RemoteAttempt(AttemptPlace place, PlanAgentKind kind)
{
    private readonly WakeSignal _signal = new();

    public AttemptPlace Place { get; } = place;

    /// <summary>What does its work.</summary>
    public PlanAgentKind Kind { get; } = kind;

    /// <summary>Whether it is to stop.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether it is to stop at once.</summary>
    public bool IsForced { get; private set; }

    /// <summary>Whether its run waits for it. If not, it is only stopped.</summary>
    public bool IsOwed { get; private set; } = true;

    /// <summary>Whether the run isn't here any more: whoever has it asks.</summary>
    public bool IsLeft { get; private set; }

    /// <summary>Completes when nobody asks about it here any more.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    public AttemptInquiry Inquiry => new(Place.Key, Place.Deadline, IsStopped, IsForced);

    /// <summary>What the run wishes by now.</summary>
    public void Wish(bool isStopped, bool isForced)
    {
        if ((isStopped, isForced) == (IsStopped, IsForced))
            return;
        (IsStopped, IsForced) = (IsStopped || isStopped, IsForced || isForced);
        _signal.Set();
    }

    /// <summary>The run doesn't wait for it any more.</summary>
    public void Disown()
    {
        IsOwed = false;
        Wish(isStopped: true, isForced: true);
    }

    public void Leave()
    {
        IsLeft = true;
        _signal.Set();
    }

    /// <summary>Waits for a time, or until there is something new to say.</summary>
    public async ValueTask Wait(TimeSpan longest, TimeProvider time)
    {
        using var timer = time.CreateTimer(_ => _signal.Set(), null, longest, Timeout.InfiniteTimeSpan);
        await _signal.Wait();
    }
}
