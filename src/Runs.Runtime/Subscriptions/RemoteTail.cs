using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Links;

namespace Runs.Runtime.Subscriptions;

/// <summary>
/// Lets watchers of this node hear of streams that live on others, and the watchers of others of those that live here. All that nodes say
/// to each other about that are hints; what is seen comes from the journal.
/// </summary>
internal sealed class RemoteTail : ITailObserver
{
    private readonly RemoteStreams _streams;
    private readonly RemoteWatchers _watchers;

    /// <summary>Begins to listen, to the tail and to the peers. To be made before the node starts.</summary>
    public RemoteTail(Peers peers, JournalTail tail, IJournalReader journal, TimeProvider time)
    {
        _streams = new RemoteStreams(peers, tail, journal, time);
        _watchers = new RemoteWatchers(peers, time);
        peers.Handle<StreamsWatched>((from, watched) =>
        {
            _watchers.Interested(from, watched);
            return default;
        });
        peers.Handle<StreamsGrown>((from, grown) =>
        {
            _streams.Heard(from, grown);
            return default;
        });
        peers.Changed += _streams.Moved;
        tail.Observe(this);
    }

    /// <summary>Whether another node watches the stream.</summary>
    public bool IsWatched(EntityId entity) => _watchers.IsWatched(entity);

    public void Start() => _streams.Start();

    public ValueTask Stop() => _streams.Stop();

    void ITailObserver.Watched(EntityId entity) => _streams.Watched(entity);

    void ITailObserver.Unwatched(EntityId entity) => _streams.Unwatched(entity);

    void ITailObserver.Grown(EntityId entity, long lastSeq) => _watchers.Grown(entity, lastSeq);
}
