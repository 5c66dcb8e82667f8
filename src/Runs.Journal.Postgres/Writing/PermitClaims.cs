using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// Takes slots, each of which must be free and of an earlier generation. The primary key decides between those that take one at the same time.
/// </summary>
internal sealed class PermitClaims : LaneStatement
{
    private readonly List<string> _limits;
    private readonly List<int> _slots;
    private readonly List<long> _generations;
    private readonly List<long> _holders;
    private readonly List<string> _steps;
    private readonly List<int> _attempts;

    public PermitClaims()
        : base($"""
            with taken as (
                insert into permits (limit_key, slot, generation, stream_key, step, attempt)
                select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[], $5::text[], $6::integer[])
                on conflict (limit_key, slot) do update
                set generation = excluded.generation, stream_key = excluded.stream_key, step = excluded.step, attempt = excluded.attempt
                where permits.stream_key is null and permits.generation < excluded.generation
                returning 1)
            select {Refusing.Unless("slots are free")} from taken
            """)
    {
        _limits = Column<string>();
        _slots = Column<int>();
        _generations = Column<long>();
        _holders = Column<long>();
        _steps = Column<string>();
        _attempts = Column<int>();
    }

    public override bool IsEmpty => _limits.Count == 0;

    public void Add(string limit, long holder, PermitClaim claim)
    {
        _limits.Add(limit);
        _slots.Add(claim.Slot);
        _generations.Add(claim.Generation);
        _holders.Add(holder);
        _steps.Add(StoredText.Encode(claim.Step));
        _attempts.Add(claim.Attempt);
    }
}
