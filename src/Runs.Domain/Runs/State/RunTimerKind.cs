namespace Runs.Domain.Runs.State;

/// <summary>What a timer is for.</summary>
public enum RunTimerKind
{
    /// <summary>An attempt's deadline.</summary>
    AttemptDeadline,

    /// <summary>The end of a wait between attempts.</summary>
    Backoff,

    /// <summary>The end of a delay.</summary>
    Delay,

    /// <summary>The end of the grace for attempts that were asked to stop.</summary>
    StopGrace,

    /// <summary>The end of a prepared segment's wait for its start.</summary>
    PreparedExpiry,

    /// <summary>The end of a step's patience with its sub-run.</summary>
    SubRunDeadline,
}
