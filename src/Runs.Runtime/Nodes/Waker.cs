using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Runtime.Nodes;

/// <summary>
/// Brings streams to life when they are due. It reads the journal's index of due streams a horizon ahead, and hears of those
/// that are passivated. Waking a stream twice, or for nothing, does no harm. Without an index it wakes those alone that it has
/// heard of, however far ahead.
/// </summary>
/// <param name="index">The index; <see langword="null"/> for a node that wakes only what it has passivated itself.</param>
/// <param name="time">The clock.</param>
/// <param name="horizon">How far ahead the index is read.</param>
/// <param name="wake">Brings a stream to life.</param>
internal sealed class Waker(IJournalReader? index, TimeProvider time, TimeSpan horizon, Action<EntityId> wake)
{
    private const int Page = 500;

    // When the index could not be read.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly PriorityQueue<EntityId, DateTimeOffset> _due = new();
    private readonly Lock _gate = new();
    private readonly WakeSignal _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private DateTimeOffset _readUntil;
    private DateTimeOffset _readingUntil;
    private bool _isStale;
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Loop();

    /// <summary>A stream will be due. Beyond the horizon the index has it.</summary>
    public void Schedule(EntityId entity, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (index is not null && at > _readingUntil)
                return;
            _due.Enqueue(entity, at);
        }

        _signal.Set();
    }

    /// <summary>Streams may be due here that were not before: the index is read again from its beginning.</summary>
    public void Rescan()
    {
        lock (_gate)
            _isStale = true;
        _signal.Set();
    }

    public async ValueTask Stop()
    {
        _stopping.Cancel();
        _signal.Set();
        await _loop;
    }

    private async Task Loop()
    {
        while (!_stopping.IsCancellationRequested)
        {
            ForgetIfStale();
            var isRead = time.GetUtcNow() + (horizon / 2) < _readUntil || await TryReadAhead();
            foreach (var entity in TakeDue())
                wake(entity);
            await WaitForNext(isRead ? horizon / 2 : RetryAfter);
        }
    }

    private void ForgetIfStale()
    {
        lock (_gate)
        {
            if (_isStale)
                _readUntil = default;
            _isStale = false;
        }
    }

    private async ValueTask<bool> TryReadAhead()
    {
        try
        {
            await ReadAhead();
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it was, it is tried again; until then what is known is woken.
            return false;
        }
    }

    /// <summary>Reads on from where the last read ended, in the order of the index.</summary>
    private async ValueTask ReadAhead()
    {
        if (index is null)
            return;
        var until = time.GetUtcNow() + horizon;
        DueStream? last = _readUntil == default ? null : new DueStream(new EntityId("", ""), _readUntil);

        // Said before the read: a stream that is passivated while it is under way may have been stored too late for it.
        lock (_gate)
            _readingUntil = until;
        while (true)
        {
            var page = await index.Due(until, Page, last, _stopping.Token);
            lock (_gate)
            {
                foreach (var stream in page)
                    _due.Enqueue(stream.Entity, stream.WakeAt);
            }

            if (page.Count < Page)
                break;
            last = page[^1];
        }

        _readUntil = until;
    }

    private List<EntityId> TakeDue()
    {
        var now = time.GetUtcNow();
        var taken = new List<EntityId>();
        lock (_gate)
        {
            while (_due.TryPeek(out var entity, out var at) && at <= now)
            {
                _due.Dequeue();
                taken.Add(entity);
            }
        }

        return taken;
    }

    private async ValueTask WaitForNext(TimeSpan longest)
    {
        DateTimeOffset next;
        lock (_gate)
        {
            next = time.GetUtcNow() + longest;
            if (_due.TryPeek(out _, out var at) && at < next)
                next = at;
        }

        using var timer = time.CreateTimer(_ => _signal.Set(), null, Positive(next - time.GetUtcNow()), Timeout.InfiniteTimeSpan);
        await _signal.Wait();
    }

    private static TimeSpan Positive(TimeSpan wait) =>
        wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1);
}
