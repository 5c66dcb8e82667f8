namespace Runs.Actors.Live;

/// <summary>Whether more comes of an attempt's live output.</summary>
public enum LiveEnd
{
    /// <summary>More may come.</summary>
    Open,

    /// <summary>The attempt has ended, and that was all.</summary>
    Over,

    /// <summary>The node keeps no such output: the attempt hasn't begun there, or is long over.</summary>
    NotKept,
}
