namespace Runs.Journal.Sqlite;

/// <summary>The stable codes with which a data directory is refused. Nothing is changed in a directory that is.</summary>
public static class DataErrors
{
    /// <summary>Another living process holds the directory.</summary>
    public const string InUse = "data.in-use";

    /// <summary>The journal is damaged, or is no journal.</summary>
    public const string Corrupt = "data.corrupt";

    /// <summary>The journal was written in a format that this version doesn't know yet.</summary>
    public const string Newer = "data.newer";

    /// <summary>The path is no directory, or may not be read or written.</summary>
    public const string Unusable = "data.unusable";

    /// <summary>There is no journal to read.</summary>
    public const string Missing = "data.missing";

    /// <summary>The disk is full.</summary>
    public const string Full = "data.full";

    /// <summary>SQLite failed in another way; the message has its words.</summary>
    public const string Failed = "data.failed";
}
