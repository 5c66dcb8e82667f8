namespace Runs.Node.Terminal;

/// <summary>The ways in which executing or watching a run can end.</summary>
internal enum RunOutcomeKind
{
    /// <summary>The run has ended.</summary>
    Ended,

    /// <summary>It waits for a person.</summary>
    Waiting,

    /// <summary>It is paused or in quarantine.</summary>
    Held,

    /// <summary>It is left as it is, to be resumed.</summary>
    Left,

    /// <summary>It goes on at a server, without this program.</summary>
    GoesOn,
}
