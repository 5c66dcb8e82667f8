namespace Runs.Runtime.Shards;

/// <summary>What this node believes of one shard. Only <see cref="ShardOwner"/> changes it.</summary>
internal sealed class Shard(int number)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _change = NewChange();
    private ShardRecord _record = new(number, 0, 0);
    private ShardPhase _phase = ShardPhase.Unowned;

    public int Number { get; } = number;

    public ShardRecord Record
    {
        get
        {
            lock (_gate)
                return _record;
        }
    }

    public ShardPhase Phase
    {
        get
        {
            lock (_gate)
                return _phase;
        }
    }

    /// <summary>The epoch, once the shard is active; <see langword="null"/> when this node lost it.</summary>
    public async ValueTask<long?> ActiveEpoch()
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                switch (_phase)
                {
                    case ShardPhase.Active:
                        return _record.Epoch;
                    case ShardPhase.Lost or ShardPhase.Released or ShardPhase.Draining or ShardPhase.Unowned:
                        return null;
                }

                change = _change.Task;
            }

            await change;
        }
    }

    public void Enter(ShardPhase phase, ShardRecord record)
    {
        TaskCompletionSource change;
        lock (_gate)
        {
            _phase = phase;
            _record = record;
            change = _change;
            _change = NewChange();
        }

        change.SetResult();
    }

    /// <summary>Active in the epoch → Claiming; <see langword="false"/> when that already happened.</summary>
    public bool TryDistrust(long epoch)
    {
        lock (_gate)
        {
            if (_phase != ShardPhase.Active || _record.Epoch != epoch)
                return false;
            _phase = ShardPhase.Claiming;
            return true;
        }
    }

    /// <summary>Active in the epoch, or already on its way out → another phase; <see langword="false"/> when something else has happened.</summary>
    public bool TryLeave(long epoch, ShardPhase phase, ShardRecord record)
    {
        lock (_gate)
        {
            if (_record.Epoch != epoch || _phase is not (ShardPhase.Active or ShardPhase.Draining) || _phase == phase)
                return false;
        }

        Enter(phase, record);
        return true;
    }

    /// <summary>Draining in the epoch → Released.</summary>
    public void TryRelease(long epoch)
    {
        ShardRecord record;
        lock (_gate)
        {
            if (_record.Epoch != epoch || _phase != ShardPhase.Draining)
                return;
            record = _record with { Owner = 0 };
        }

        Enter(ShardPhase.Released, record);
    }

    /// <summary>Not ours → Claiming.</summary>
    public void TryClaim()
    {
        if (Phase is ShardPhase.Unowned or ShardPhase.Lost or ShardPhase.Released)
            Enter(ShardPhase.Claiming, Record);
    }

    /// <summary>Claiming → not ours.</summary>
    public void TryUnclaim()
    {
        if (Phase == ShardPhase.Claiming)
            Enter(ShardPhase.Unowned, Record);
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
