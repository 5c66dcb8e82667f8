using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// The rows of the journal, with the fence inside. Their positions are drawn here, after the fence's locks and those of permits, so that what
/// follows from another append has the greater position.
/// </summary>
internal sealed class AppendRows : LaneStatement
{
    private readonly List<int> _shards;
    private readonly List<long> _fences;
    private readonly List<long> _keys;
    private readonly List<long> _first;
    private readonly List<long> _last;
    private readonly List<long> _epochs;
    private readonly List<long> _at;
    private readonly List<ReadOnlyMemory<byte>> _data;

    public AppendRows()
        : base($"""
            {ShardFences.Held}{Refusing.Unless("shards are in their epochs")}{ShardFences.HeldEnd}
            insert into appends (stream_key, first_seq, last_seq, epoch, at, data)
            select added.* from held, unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bytea[]) as added where held.whole
            """)
    {
        _shards = Column<int>();
        _fences = Column<long>();
        _keys = Column<long>();
        _first = Column<long>();
        _last = Column<long>();
        _epochs = Column<long>();
        _at = Column<long>();
        _data = BytesColumn();
    }

    public override bool IsEmpty => _keys.Count == 0;

    public void Fence(List<(int Shard, long Epoch)> fences)
    {
        foreach (var (shard, epoch) in fences)
        {
            _shards.Add(shard);
            _fences.Add(epoch);
        }
    }

    public void Add(long streamKey, Append append)
    {
        _keys.Add(streamKey);
        _first.Add(append.FirstSeq);
        _last.Add(append.LastSeq);
        _epochs.Add(append.Epoch);
        _at.Add(append.At.UtcTicks);
        _data.Add(append.Data);
    }
}
