namespace Runs.Node.Logging;

/// <summary>What is written to the log; each level includes those before it.</summary>
internal enum LogLevel
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Bugs, and what is lost by them.</summary>
    Error,

    /// <summary>What went wrong and is tried again.</summary>
    Warn,

    /// <summary>What becomes of cells.</summary>
    Info,
}
