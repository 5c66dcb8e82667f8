using Npgsql;
using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>The one writer of a node. A connection that failed is thrown away, and the next batch makes another.</summary>
internal sealed class LaneWriter(PostgresDatabase database) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly StreamKeys _keys = new();
    private LaneSession? _session;
    private bool _closed;

    public async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        if (!_gate.Wait(0))
            await _gate.WaitAsync();
        try
        {
            if (_closed)
                return BatchOutcome.NotWritten("The journal is closed.");
            return batch.Count == 0 ? BatchOutcome.Committed : await CommitSome(batch);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Waits for a batch that is under way, which the deadline of statements bounds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _closed = true;
            await Abandon();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<BatchOutcome> CommitSome(IReadOnlyList<Append> batch)
    {
        try
        {
            if (_session is { IsUsable: false })
                await Abandon();
            _session ??= new LaneSession(await database.OpenLane(CancellationToken.None), _keys);
            return await _session.Commit(batch);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return await Failed(error);
        }
    }

    private async ValueTask<BatchOutcome> Failed(Exception error)
    {
        var words = Words(error);
        if (_session is not { IsCommitting: true })
        {
            // Nothing had been sent, or it was refused.
            await Abandon();
            return BatchOutcome.NotWritten(words);
        }

        var harmless = error is PostgresException told && CommitErrors.IsHarmless(told);
        await Abandon();
        return harmless ? BatchOutcome.NotWritten(words) : BatchOutcome.Unknown(words);
    }

    private string Words(Exception error) => DatabaseFaults.IsFault(error) ? DatabaseFaults.From(error, database.Place).Message : error.Message;

    private async ValueTask Abandon()
    {
        if (_session is not { } session)
            return;
        _session = null;
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception error) when (DatabaseFaults.IsFault(error))
        {
            // It is broken, which is why it goes.
        }
    }
}
