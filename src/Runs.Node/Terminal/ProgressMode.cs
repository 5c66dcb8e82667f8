namespace Runs.Node.Terminal;

/// <summary>How progress is shown on standard error.</summary>
internal enum ProgressMode
{
    /// <summary>A tree on a terminal, lines elsewhere.</summary>
    Auto,

    /// <summary>A tree of steps, redrawn in place.</summary>
    Tree,

    /// <summary>A line for each thing that happens.</summary>
    Lines,

    /// <summary>Not at all.</summary>
    None,
}
