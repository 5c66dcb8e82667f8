namespace Runs.Domain.Runs.State;

/// <summary>Where a run is in its life. Those from <see cref="Completed"/> on are terminal.</summary>
public enum RunStatus
{
    /// <summary>It doesn't exist.</summary>
    None,

    /// <summary>Its plan is frozen, and it waits to be started.</summary>
    Prepared,

    /// <summary>Its start is accepted, and it waits for the slots that it needs.</summary>
    Queued,

    /// <summary>Started.</summary>
    Running,

    /// <summary>Nothing new is started until somebody resumes it.</summary>
    Paused,

    /// <summary>Asked to stop; what is under way is given its grace.</summary>
    Cancelling,

    /// <summary>Too many recoveries in a row ended badly: it rests until somebody resumes or kills it.</summary>
    Quarantined,

    /// <summary>Ended well.</summary>
    Completed,

    /// <summary>Some steps of its graph succeeded, and some did not.</summary>
    Mixed,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Its longest time was over before it ended.</summary>
    Expired,

    /// <summary>Stopped on request.</summary>
    Cancelled,

    /// <summary>Ended by force.</summary>
    Killed,
}
