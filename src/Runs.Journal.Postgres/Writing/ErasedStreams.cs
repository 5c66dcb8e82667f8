namespace Runs.Journal.Postgres.Writing;

/// <summary>Deletes the rows of erased streams from one table.</summary>
internal sealed class ErasedStreams : LaneStatement
{
    private readonly List<long> _keys;

    public ErasedStreams(string table)
        : base($"delete from {table} where stream_key = any($1::bigint[])") => _keys = Column<long>();

    public override bool IsEmpty => _keys.Count == 0;

    public void Add(long streamKey) => _keys.Add(streamKey);
}
