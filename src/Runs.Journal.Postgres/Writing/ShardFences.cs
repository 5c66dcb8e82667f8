namespace Runs.Journal.Postgres.Writing;

/// <summary>
/// The fence: the rows of the shards are share-locked in the epochs that the appends name. A takeover that is under way is waited for, and the
/// row is looked at again then; one that comes later waits for the end of this transaction. A plain predicate, or <c>for key share</c>, would
/// let a deposed owner write. Locked in ascending order, as takeovers do, so that the two never deadlock.
/// </summary>
internal sealed class ShardFences : LaneStatement
{
    /// <summary>The fence as the beginning of a statement; its first two parameters are the shards and their epochs.</summary>
    public const string Held = """
        with fence as materialized (
            select from unnest($1::integer[], $2::bigint[]) as expected (shard_id, epoch)
            join shards on shards.shard_id = expected.shard_id and shards.epoch = expected.epoch
            for share of shards
        ), held as materialized (
            select 
        """ + " ";

    /// <summary>The end of that beginning.</summary>
    public const string HeldEnd = " as whole from fence) ";

    private readonly List<int> _shards;
    private readonly List<long> _epochs;

    public ShardFences()
        : base($"{Held}{Refusing.Unless("shards are in their epochs")}{HeldEnd}select whole from held")
    {
        _shards = Column<int>();
        _epochs = Column<long>();
    }

    public override bool IsEmpty => _shards.Count == 0;

    /// <summary>Adds shards in ascending order, each once in each epoch.</summary>
    public void Set(List<(int Shard, long Epoch)> fences)
    {
        foreach (var (shard, epoch) in fences)
        {
            _shards.Add(shard);
            _epochs.Add(epoch);
        }
    }
}
