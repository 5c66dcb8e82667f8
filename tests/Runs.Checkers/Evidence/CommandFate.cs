namespace Runs.Checkers.Evidence;

/// <summary>What a client knows of a command.</summary>
internal enum CommandFate
{
    /// <summary>It was told that the command is stored.</summary>
    Acknowledged,

    /// <summary>It was told that the command is not stored, and never sent it again.</summary>
    Refused,

    /// <summary>It never got an answer.</summary>
    Unknown,
}
