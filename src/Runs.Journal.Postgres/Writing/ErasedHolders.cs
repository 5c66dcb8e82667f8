namespace Runs.Journal.Postgres.Writing;

/// <summary>Gives back all that erased streams hold, locked in the order of the slots' keys.</summary>
internal sealed class ErasedHolders : LaneStatement
{
    private readonly List<long> _keys;

    public ErasedHolders()
        : base("""
            with held as (select limit_key, slot from permits where stream_key = any($1::bigint[]) order by limit_key, slot for update)
            update permits set stream_key = null, step = '', attempt = 0
            from held where permits.limit_key = held.limit_key and permits.slot = held.slot
            """) => _keys = Column<long>();

    public override bool IsEmpty => _keys.Count == 0;

    public void Add(long streamKey) => _keys.Add(streamKey);
}
