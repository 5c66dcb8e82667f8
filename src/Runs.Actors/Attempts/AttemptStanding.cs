namespace Runs.Actors.Attempts;

/// <summary>What is known of an attempt on another node.</summary>
internal enum AttemptStanding
{
    /// <summary>It lives, or its outcome is on its way.</summary>
    Here,

    /// <summary>Its node doesn't have it, and never will.</summary>
    Absent,

    /// <summary>That life of its node is over.</summary>
    Over,

    /// <summary>Its node gives no answer: it may live.</summary>
    Unreachable,
}
