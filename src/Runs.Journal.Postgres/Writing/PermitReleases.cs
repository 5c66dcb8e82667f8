namespace Runs.Journal.Postgres.Writing;

/// <summary>Gives slots back. One that the stream doesn't hold stays as it is.</summary>
internal sealed class PermitReleases : LaneStatement
{
    private readonly List<string> _limits;
    private readonly List<int> _slots;
    private readonly List<long> _holders;

    public PermitReleases()
        : base("""
            update permits set stream_key = null, step = '', attempt = 0
            from unnest($1::text[], $2::integer[], $3::bigint[]) as released (limit_key, slot, holder)
            where permits.limit_key = released.limit_key and permits.slot = released.slot and permits.stream_key = released.holder
            """)
    {
        _limits = Column<string>();
        _slots = Column<int>();
        _holders = Column<long>();
    }

    public override bool IsEmpty => _limits.Count == 0;

    public void Add(string limit, int slot, long holder)
    {
        _limits.Add(limit);
        _slots.Add(slot);
        _holders.Add(holder);
    }
}
