namespace Runs.Journal.Postgres.Writing;

/// <summary>Creates streams. A name that there is already violates the key, which aborts the transaction.</summary>
internal sealed class StreamRows : LaneStatement
{
    private readonly List<long> _keys;
    private readonly List<string> _kinds;
    private readonly List<string> _ids;
    private readonly List<int> _shards;

    public StreamRows()
        : base("insert into streams (stream_key, kind, id, shard_id) select * from unnest($1::bigint[], $2::text[], $3::text[], $4::integer[])")
    {
        _keys = Column<long>();
        _kinds = Column<string>();
        _ids = Column<string>();
        _shards = Column<int>();
    }

    public override bool IsEmpty => _keys.Count == 0;

    public void Add(long streamKey, string kind, string id, int shard)
    {
        _keys.Add(streamKey);
        _kinds.Add(kind);
        _ids.Add(id);
        _shards.Add(shard);
    }
}
