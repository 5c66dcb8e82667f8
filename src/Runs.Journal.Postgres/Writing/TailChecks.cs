namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// Checks where streams end whose ends aren't remembered. It may come before the fence: in an epoch only its owner appends, so the end that
/// is found stays the end if the fence holds.
/// </summary>
internal sealed class TailChecks : LaneStatement
{
    private readonly List<long> _keys;
    private readonly List<long> _tails;

    public TailChecks()
        : base($"""
            select {Refusing.Unless("streams end where they must")}
            from unnest($1::bigint[], $2::bigint[]) as expected (stream_key, last_seq)
            join lateral (select last_seq from appends where stream_key = expected.stream_key order by first_seq desc limit 1) as tail
                on tail.last_seq = expected.last_seq
            """)
    {
        _keys = Column<long>();
        _tails = Column<long>();
    }

    public override bool IsEmpty => _keys.Count == 0;

    public void Add(long streamKey, long lastSeq)
    {
        _keys.Add(streamKey);
        _tails.Add(lastSeq);
    }
}
