namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// Locks the slots that a batch moves in more than one statement, in the order of their keys: the lanes of two nodes that want the same slots
/// wait for each other, and never in a circle.
/// </summary>
internal sealed class PermitLocks : LaneStatement
{
    private readonly List<string> _limits;
    private readonly List<int> _slots;

    public PermitLocks()
        : base("""
            select from unnest($1::text[], $2::integer[]) as moved (limit_key, slot)
            join permits on permits.limit_key = moved.limit_key and permits.slot = moved.slot
            for update of permits
            """)
    {
        _limits = Column<string>();
        _slots = Column<int>();
    }

    public override bool IsEmpty => _limits.Count == 0;

    public void Add(string limit, int slot)
    {
        _limits.Add(limit);
        _slots.Add(slot);
    }
}
