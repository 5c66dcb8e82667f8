using Runs.Runtime.Entities;

namespace Runs.Runtime.Subscriptions;

/// <summary>
/// One subscriber's ear on a stream. It pins nothing but itself, and holds at most <see cref="Capacity"/> of what was appended:
/// when more waits, it is forgotten, and the journal must be read. So it must where an append doesn't follow the one before.
/// </summary>
public sealed class TailWatch : IDisposable
{
    /// <summary>So much of what was appended may wait, in bytes as stored: 256 KiB.</summary>
    public const int Capacity = 256 * 1024;

    private readonly JournalTail _tail;
    private readonly WakeSignal _signal = new();
    private readonly Lock _gate = new();
    private List<TailAppend>? _appends;
    private TailNews _news = TailNews.MustRead;
    private int _bytes;

    internal TailWatch(JournalTail tail, EntityId entity)
    {
        _tail = tail;
        Entity = entity;
    }

    /// <summary>The stream.</summary>
    public EntityId Entity { get; }

    /// <summary>Completes when something may have changed since the last wait. One waiter at a time.</summary>
    public ValueTask Wait() => _signal.Wait();

    /// <summary>Takes what has come since this was last asked: appends in order, and the rest. The first time, the journal must be read.</summary>
    public TailNews Take(out IReadOnlyList<TailAppend> appends)
    {
        lock (_gate)
        {
            appends = _appends ?? [];
            (_appends, _bytes) = (null, 0);
            var news = _news;
            _news = TailNews.None;
            return news;
        }
    }

    /// <summary>Wakes the waiter, for reasons of the subscriber's own.</summary>
    public void Wake() => _signal.Set();

    internal void Add(TailAppend append)
    {
        lock (_gate)
        {
            // Whoever takes the appends sees whether one is missing between them: an earlier hint has nothing to add.
            _news &= ~TailNews.MustRead;
            _bytes += append.Bytes;
            if (_bytes <= Capacity)
                (_appends ??= []).Add(append);
            else
                Forget();
        }

        _signal.Set();
    }

    internal void Add(TailNews news)
    {
        lock (_gate)
        {
            _news |= news;
            if (news == TailNews.Erased)
                Forget();
        }

        _signal.Set();
    }

    /// <inheritdoc/>
    public void Dispose() => _tail.End(this);

    private void Forget()
    {
        (_appends, _bytes) = (null, 0);
        _news |= TailNews.MustRead;
    }
}
