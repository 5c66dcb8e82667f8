using Runs.Journal.Sqlite.Native;
using Runs.Journal.Sqlite.Schema;
using Runs.Runtime.Journal;
using SQLitePCL;

namespace Runs.Journal.Sqlite.Writing;

/// <summary>
/// The one writer of a journal. Batches come from the lane and other changes from any thread; its lock puts them in a row.
/// </summary>
internal sealed class JournalWriter(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private WriterSession? _session;
    private long? _maxPages;
    private bool _closed;

    internal BatchOutcome Commit(IReadOnlyList<Append> batch)
    {
        lock (_gate)
        {
            if (_closed)
                return BatchOutcome.NotWritten("The journal is closed.");
            if (batch.Count == 0)
                return BatchOutcome.Committed;
            var committing = false;
            try
            {
                var session = Session();
                session.Begin();
                if (session.Batch.Write(batch) is { } refusals)
                    return Refuse(session, batch, refusals);
                committing = true;
                session.Commit();
                session.Batch.PublishKeys(batch);
                return BatchOutcome.Committed;
            }
            catch (Exception e)
            {
                return Failed(e, committing);
            }
        }
    }

    /// <summary>Makes a change that is no batch, in a transaction of its own.</summary>
    internal T Change<T>(Func<Connection, T> change)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            try
            {
                var session = Session();
                session.Begin();
                var result = change(session.Connection);
                session.Forget();
                session.Commit();
                return result;
            }
            catch (Exception e)
            {
                Abandon();
                throw e is SqliteFault fault ? JournalFaults.From(fault, path) : e;
            }
        }
    }

    /// <summary>For tests: makes the disk look full at so many pages; 0 for no limit.</summary>
    internal void LimitPages(long pages)
    {
        lock (_gate)
        {
            _maxPages = pages == 0 ? uint.MaxValue - 1 : pages;
            Limit(Session());
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            if (_session is { } session)
                Close(session);
            _session = null;
        }
    }

    private static BatchOutcome Refuse(WriterSession session, IReadOnlyList<Append> batch, List<AppendRefusal> refusals)
    {
        session.Connection.Execute("rollback");
        session.Batch.ForgetTails(batch.Count);
        return BatchOutcome.Refused(refusals);
    }

    private BatchOutcome Failed(Exception e, bool committing)
    {
        var rolledBack = Abandon();
        // Our own exceptions come from values that can't be stored, and never after the commit has begun.
        var harmless = e is SqliteFault fault ? CommitErrors.IsHarmless(fault.Code, committing) : !committing;
        return rolledBack && harmless ? BatchOutcome.NotWritten(e.Message) : BatchOutcome.Unknown(e.Message);
    }

    // Answers whether the transaction is known to be rolled back. A connection that can't do even that is given up.
    private bool Abandon()
    {
        if (_session is not { } session)
            return true;
        session.Forget();
        if (session.TryRollback())
            return true;
        session.Dispose();
        _session = null;
        return false;
    }

    private WriterSession Session()
    {
        if (_session is { } session)
            return session;
        session = new WriterSession(path);
        Limit(session);
        return _session = session;
    }

    private void Limit(WriterSession session)
    {
        if (_maxPages is { } pages)
            session.Connection.Execute($"pragma max_page_count = {pages}");
    }

    private static void Close(WriterSession session)
    {
        try
        {
            session.Connection.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);
        }
        catch (SqliteFault)
        {
            // Everything is in the WAL, durably; the next opening copies it.
        }
        session.Dispose();
    }
}
