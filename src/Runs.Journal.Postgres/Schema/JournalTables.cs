namespace Runs.Journal.Postgres.Schema;

/// <summary>What a journal of format 1 has, and what its users must be able to do with it. Later formats add to it.</summary>
internal static class JournalTables
{
    private const string Change = "SELECT,INSERT,UPDATE,DELETE";

    /// <summary>What a node must be able to do.</summary>
    public static IReadOnlyList<(string Kind, string Name, string Right)> NodeRights { get; } =
    [
        .. from table in Tables from right in table.Rights.Split(',') select ("table", table.Table, right),
        .. from sequence in Sequences select ("sequence", sequence, "USAGE"),
    ];

    /// <summary>What who only reads must be able to do.</summary>
    public static IReadOnlyList<(string Kind, string Name, string Right)> ReaderRights { get; } = [.. from table in Tables select ("table", table.Table, "SELECT")];

    /// <summary>Each table with its columns and the rights that a node needs.</summary>
    public static IReadOnlyList<(string Table, string Columns, string Rights)> Tables =>
    [
        ("meta", "name value", "SELECT,UPDATE"),
        ("nodes", "name incarnation address client_url version newest_format phase lease joined_at renewed_at", Change),
        ("shards", "shard_id epoch owner", "SELECT,UPDATE"),
        ("streams", "stream_key kind id shard_id", "SELECT,INSERT,DELETE"),
        ("appends", "stream_key first_seq last_seq epoch at pos data", "SELECT,INSERT,DELETE"),
        ("runs", "stream_key kind id status terminal hidden incarnation strategy strategy_path cwd owner queue priority queued_at limits labels started_at ended_at wake_at", Change),
        ("permits", "limit_key slot generation stream_key step attempt", Change),
        ("blobs", "blob_key blob_group id bytes pieces created_at", Change),
        ("blob_pieces", "blob_key piece data", Change),
    ];

    /// <summary>Its sequences.</summary>
    public static IReadOnlyList<string> Sequences => ["incarnations", "stream_keys", "positions"];

    /// <summary>The indexes without which it would answer too late, beside those of its keys.</summary>
    public static IReadOnlyList<string> Indexes { get; } =
        ["runs_by_start", "runs_by_cwd", "runs_by_owner", "runs_by_wake", "runs_by_queue", "permits_by_stream", "blobs_unfinished"];
}
