using Npgsql;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>The lane's connection, with what was learned on it. It is thrown away as soon as nobody knows what it did.</summary>
internal sealed class LaneSession : IAsyncDisposable
{
    private const int Tries = 3;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _commands;
    private readonly StreamTails _tails = new();
    private readonly StreamKeys _keys;
    private readonly LaneBatch _batch;

    public LaneSession(NpgsqlConnection connection, StreamKeys keys)
    {
        (_connection, _keys) = (connection, keys);
        _commands = connection.CreateBatch();
        _batch = new LaneBatch(_tails, keys);
    }

    /// <summary>Whether the next batch may be sent on it.</summary>
    public bool IsUsable => _connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>Whether something was sent that may be committed although it wasn't answered.</summary>
    public bool IsCommitting { get; private set; }

    /// <summary>Commits a batch, or names the appends that stand in its way. Throws what the connection throws.</summary>
    public async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            await _keys.Reserve(CountNew(batch), _connection);
            if (_batch.TryFill(batch) && TrySend())
            {
                _batch.Publish(batch);
                return BatchOutcome.Committed;
            }

            if (new BatchVerdict(await BatchLook.Read(_connection, batch)).Refusals(batch) is { Count: > 0 } refusals)
                return BatchOutcome.Refused(refusals);
            // What stood in the way is gone, or what was remembered was wrong.
            foreach (var append in batch)
                _tails.Forget(append.StreamKey);
        }

        return BatchOutcome.NotWritten("What stood in the way of the appends was gone each time that it was looked for.");
    }

    public ValueTask DisposeAsync()
    {
        _commands.Dispose();
        return _connection.DisposeAsync();
    }

    /// <summary>Sends the batch on this thread, which is the lane's own and has nothing else to do; false when it was refused.</summary>
    private bool TrySend()
    {
        _commands.BatchCommands.Clear();
        _batch.AddTo(_commands.BatchCommands);
        IsCommitting = true;
        try
        {
            _commands.ExecuteNonQuery();
        }
        catch (PostgresException error) when (CommitErrors.IsRefusal(error))
        {
            IsCommitting = false;
            return false;
        }

        IsCommitting = false;
        return true;
    }

    private static int CountNew(IReadOnlyList<Append> batch)
    {
        var count = 0;
        for (var index = 0; index < batch.Count; index++)
            count += batch[index].StreamKey == 0 ? 1 : 0;
        return count;
    }
}
