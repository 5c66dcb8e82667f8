namespace Runs.Journal.Postgres.Schema;

/// <summary>The names in the table <c>meta</c>.</summary>
internal static class JournalMeta
{
    /// <summary>The format that is written.</summary>
    public const string Format = "format";

    /// <summary>How many shards there are.</summary>
    public const string Shards = "shards";
}
