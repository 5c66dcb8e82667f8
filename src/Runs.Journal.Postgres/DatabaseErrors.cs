namespace Runs.Journal.Postgres;

/// <summary>The stable codes with which a journal in PostgreSQL is refused or can't be read. Nothing is changed in one that is refused.</summary>
public static class DatabaseErrors
{
    /// <summary>The database can't be reached, or refuses the user.</summary>
    public const string Unreachable = "database.unreachable";

    /// <summary>The user may not do what a journal needs.</summary>
    public const string Forbidden = "database.forbidden";

    /// <summary>There is no journal, for who only reads one.</summary>
    public const string Missing = "database.missing";

    /// <summary>The schema holds something else, or part of a journal.</summary>
    public const string Corrupt = "database.corrupt";

    /// <summary>The journal has a format that this version doesn't know.</summary>
    public const string Newer = "database.newer";

    /// <summary>The journal has a format that is two or more older than what this version writes.</summary>
    public const string Older = "database.older";

    /// <summary>The server is of a version that can't hold a journal, or its settings would lose what was acknowledged.</summary>
    public const string Unsuitable = "database.unsuitable";

    /// <summary>PostgreSQL failed in another way; the message has its words.</summary>
    public const string Failed = "database.failed";

    /// <summary>A node that lives doesn't know the format to which the journal would be raised.</summary>
    public const string Mixed = "cluster.mixed";
}
