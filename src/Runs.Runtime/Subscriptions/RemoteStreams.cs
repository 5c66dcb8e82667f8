using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Links;

namespace Runs.Runtime.Subscriptions;

/// <summary>
/// The streams that this node watches. The owner of each is told so, again and again, and anew when there is another one; it answers with
/// hints. Whatever of that is lost, the end of each stream of another node is looked up in the journal every few seconds.
/// </summary>
internal sealed class RemoteStreams(Peers peers, JournalTail tail, IJournalReader journal, TimeProvider time)
{
    private const int Batch = 256;
    private const int LooksAtOnce = 32;

    /// <summary>
    /// So long after a hint the next one of the same stream may come. Each costs its watchers a read of the journal: of a stream that grows
    /// faster than anybody can look they come for several appends at once.
    /// </summary>
    private static readonly TimeSpan HintEvery = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan RoundEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<EntityId, RemoteStream> _streams = [];
    private readonly SortedDictionary<long, List<StreamPlace>> _heard = [];
    private readonly Lock _gate = new();
    private readonly WakeSignal _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private List<RemoteStream> _fresh = [];
    private DateTimeOffset _nextRound;
    private volatile bool _hasMoved;
    private ITimer? _answer;

    /// <summary>How many streams are watched.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _streams.Count;
        }
    }

    public void Start() => _loop = Loop();

    public async ValueTask Stop()
    {
        _stopping.Cancel();
        _signal.Set();
        await _loop;
        lock (_gate)
            _answer?.Dispose();
    }

    public void Watched(EntityId entity)
    {
        var stream = new RemoteStream(entity);
        lock (_gate)
        {
            _streams[entity] = stream;
            _fresh.Add(stream);
        }

        _signal.Set();
    }

    public void Unwatched(EntityId entity)
    {
        lock (_gate)
            _streams.Remove(entity);
    }

    /// <summary>Nodes or owners have changed.</summary>
    public void Moved()
    {
        _hasMoved = true;
        _signal.Set();
    }

    /// <summary>A hint has come. Whoever sent it may send the next one.</summary>
    public void Heard(long from, StreamsGrown grown)
    {
        foreach (var place in grown.Streams)
        {
            lock (_gate)
            {
                if (_streams.TryGetValue(place.Stream, out var stream) && stream.Owner == from)
                {
                    stream.Heard = place.Seq;
                    AnswerSoon(from, place);
                }
            }

            // An erasure is a hint too: said twice, it would end the watching of the next stream of that name.
            tail.Wake(place.Stream);
        }
    }

    private void AnswerSoon(long owner, StreamPlace place)
    {
        if (!_heard.TryGetValue(owner, out var places))
            _heard[owner] = places = [];
        places.Add(place);
        _answer ??= time.CreateTimer(_ => Answer(), null, HintEvery, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells the owners what was heard of them: the next hints may come.</summary>
    private void Answer()
    {
        List<(long Owner, List<StreamPlace> Places)> heard;
        lock (_gate)
        {
            heard = [.. _heard.Select(owner => (owner.Key, owner.Value))];
            _heard.Clear();
            _answer?.Dispose();
            _answer = null;
        }

        foreach (var (owner, places) in heard)
            Tell(owner, places);
    }

    private async Task Loop()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Round();
            using var timer = Count == 0 ? null : time.CreateTimer(_ => _signal.Set(), null, RoundEvery, Timeout.InfiniteTimeSpan);
            await _signal.Wait();
        }
    }

    private async ValueTask Round()
    {
        var now = time.GetUtcNow();
        TellOwners(Due(now), now);
        foreach (var stream in ToLookAt(now))
        {
            if (_stopping.IsCancellationRequested || !await TryLook(stream))
                break;
        }
    }

    /// <summary>Those whose owner is to be told; all of them are looked at now and then, and when something has moved.</summary>
    private List<RemoteStream> Due(DateTimeOffset now)
    {
        lock (_gate)
        {
            var due = _fresh;
            _fresh = [];
            if (!_hasMoved && now < _nextRound)
                return due;
            (_hasMoved, _nextRound) = (false, now + RoundEvery);
            return [.. _streams.Values.Where(stream => stream.RenewAt <= now || stream.Owner != peers.OwnerOf(stream.Entity))];
        }
    }

    private void TellOwners(List<RemoteStream> due, DateTimeOffset now)
    {
        var byOwner = new SortedDictionary<long, List<StreamPlace>>();
        foreach (var stream in due)
        {
            if (Meet(stream, now) is not { } owner)
                continue;
            if (!byOwner.TryGetValue(owner, out var places))
                byOwner[owner] = places = [];
            places.Add(new StreamPlace(stream.Entity, stream.Heard));
        }

        foreach (var (owner, places) in byOwner)
            Tell(owner, places);
    }

    private void Tell(long owner, List<StreamPlace> places)
    {
        foreach (var batch in places.Chunk(Batch))
            peers.Tell(owner, LinkChannel.Live, new StreamsWatched(batch));
    }

    /// <summary>Finds the owner, and notes that it is told. <see langword="null"/> when nobody is to be told.</summary>
    private long? Meet(RemoteStream stream, DateTimeOffset now)
    {
        var isNew = stream.RenewAt == default;
        if (isNew)
            stream.LookAt = now + Spread(stream.Entity);
        stream.RenewAt = now + RenewEvery;
        var owner = peers.OwnerOf(stream.Entity);
        if (owner != stream.Owner)
        {
            (stream.Owner, stream.Heard) = (owner, 0);
            // What was appended while it moved, nobody has told of.
            if (!isNew)
                tail.Wake(stream.Entity);
        }

        return owner == peers.Self.Number ? null : owner;
    }

    private List<RemoteStream> ToLookAt(DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. _streams.Values
                .Where(stream => stream.RenewAt != default && stream.LookAt <= now && stream.Owner != peers.Self.Number)
                .OrderBy(stream => stream.LookAt)
                .ThenBy(stream => stream.Entity.Id, StringComparer.Ordinal)
                .Take(LooksAtOnce)];
        }
    }

    private async ValueTask<bool> TryLook(RemoteStream stream)
    {
        try
        {
            if (stream.Sees(await journal.Find(stream.Entity, _stopping.Token)))
                tail.Wake(stream.Entity);
            stream.LookAt = time.GetUtcNow() + LookEvery;
            return true;
        }
        catch (Exception error) when (error is JournalException or OperationCanceledException)
        {
            // The next round tries again.
            return false;
        }
    }

    /// <summary>Streams that are watched from the same moment on aren't all looked at in the same moment.</summary>
    private static TimeSpan Spread(EntityId entity) => LookEvery * (0.5 + (Sharding.ShardOf(entity, 1024) / 2048.0));
}
