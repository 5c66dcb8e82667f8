namespace Runs.Journal.Sqlite.Schema;

/// <summary>The names in the table <c>meta</c>.</summary>
internal static class JournalMeta
{
    internal const string Format = "format";
    internal const string ShardCount = "shard_count";
    internal const string CreatedAt = "created_at";
    internal const string LastIncarnation = "last_incarnation";

    /// <summary>The greatest key of an erased stream, so that keys are never given out again.</summary>
    internal const string LastErasedKey = "last_erased_key";
}
