using Runs.Runtime.Entities;
using Runs.Runtime.Messaging;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Cells;

/// <summary>The live cells of a node. A message to an entity without a cell makes one.</summary>
internal sealed class CellTable(
    CellHost host,
    ShardOwner shards,
    IReadOnlyDictionary<string, IEntityFactory> factories,
    Action<EntityId, DateTimeOffset> passivated)
{
    private readonly Dictionary<EntityId, Cell> _cells = [];
    private readonly Lock _gate = new();
    private bool _stopped;

    public int Count
    {
        get
        {
            lock (_gate)
                return _cells.Count;
        }
    }

    /// <summary>Whether the node is stopping: nothing lives here any more.</summary>
    public bool IsStopped
    {
        get
        {
            lock (_gate)
                return _stopped;
        }
    }

    /// <summary>Puts a message into the entity's mailbox; <see cref="PostOutcome.Moved"/> where its shard isn't here.</summary>
    public PostOutcome Post(EntityId id, Envelope envelope)
    {
        lock (_gate)
        {
            if (_stopped)
                return PostOutcome.Closed;
            if (shards[Sharding.ShardOf(id, shards.Count)].Phase is not (ShardPhase.Active or ShardPhase.Claiming))
                return PostOutcome.Moved;
            if (!_cells.TryGetValue(id, out var cell))
                _cells[id] = cell = Make(id);
            var outcome = cell.Post(envelope);
            if (outcome != PostOutcome.Closed)
                return outcome;

            // One that has lost its shard closes before it leaves the table.
            _cells[id] = cell = Make(id);
            return cell.Post(envelope);
        }
    }

    /// <summary>Lets the cells that were idle long enough look whether they may go.</summary>
    public void NudgeIdle(TimeSpan idleFor)
    {
        lock (_gate)
        {
            foreach (var cell in _cells.Values)
            {
                if (cell.IsIdleFor(idleFor))
                    cell.Nudge();
            }
        }
    }

    /// <summary>Lets the cells of a shard that isn't here any more end after their turns; the task completes when they have.</summary>
    public Task Evict(int shard)
    {
        List<Cell> cells;
        lock (_gate)
        {
            cells = [.. _cells.Values.Where(cell => cell.Shard == shard)];
            foreach (var cell in cells)
                _cells.Remove(cell.Id);
        }

        foreach (var cell in cells)
            cell.Leave();
        return Task.WhenAll(cells.Select(cell => cell.Ended));
    }

    /// <summary>Lets all cells end after their turns; the task completes when they have.</summary>
    public Task Stop()
    {
        List<Cell> cells;
        lock (_gate)
        {
            _stopped = true;
            cells = [.. _cells.Values];
        }

        foreach (var cell in cells)
            cell.Stop();
        return Task.WhenAll(cells.Select(cell => cell.Ended));
    }

    private Cell Make(EntityId id)
    {
        if (!factories.TryGetValue(id.Kind, out var factory))
            throw new ArgumentException($"No factory for entities of kind '{id.Kind}'.", nameof(id));
        var cell = new Cell(id, factory, host, shards, shards[Sharding.ShardOf(id, shards.Count)], Retire);
        cell.Start();
        return cell;
    }

    /// <summary>Takes a cell out, if nothing has come for it in the meantime. A message from now on makes a new one.</summary>
    private bool Retire(Cell cell, DateTimeOffset? wakeAt)
    {
        lock (_gate)
        {
            if (!cell.TryClose())
                return false;
            if (_cells.TryGetValue(cell.Id, out var current) && current == cell)
                _cells.Remove(cell.Id);
        }

        if (wakeAt is { } at)
            passivated(cell.Id, at);
        return true;
    }
}
