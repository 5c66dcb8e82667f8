using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Runtime.Journal;
using Runs.Runtime.Links;
using Runs.Runtime.Nodes;
using Runs.Runtime.Shards;

namespace Runs.Actors.Clusters;

/// <summary>What can be asked of the nodes of a journal as such. Every node answers for all of them.</summary>
public sealed class ClusterDoor
{
    private readonly RuntimeNode _node;
    private readonly IJournalStore _journal;
    private readonly TimeProvider _time;
    private readonly bool _isAlone;
    private Task? _draining;

    internal ClusterDoor(RuntimeNode node, IJournalStore journal, TimeProvider time, bool isAlone)
    {
        (_node, _journal, _time, _isAlone) = (node, journal, time, isAlone);
        node.Peers.Handle<DrainNode>((_, _) =>
        {
            BeginDrain();
            return new ValueTask<object?>(NodeDrains.Instance);
        });
    }

    /// <summary>Completes when this node has seen who else there is, and has claimed for the first time what belongs to it then.</summary>
    public Task Joined => _node.Joined;

    /// <summary>Whether this node does its share, now.</summary>
    public NodeState State => _node switch
    {
        { Phase: NodePhase.Draining } => NodeState.Draining,
        { Joined.IsCompleted: false } => NodeState.Joining,
        { HoldsLease: false } => NodeState.Isolated,
        _ => NodeState.Serving,
    };

    /// <summary>Whether a run lives on this node, as far as it knows.</summary>
    public bool Owns(RunId run) => _isAlone || _node.Peers.OwnerOf(RunEntity.Of(run)) == _node.Incarnation.Number;

    /// <summary>Looks at all nodes and shards, as the journal's tables have them.</summary>
    /// <exception cref="JournalException">They can't be read now.</exception>
    public ValueTask<ClusterSnapshot> Describe(CancellationToken cancellation = default) => new ClusterReader(_journal, _time).Read(cancellation);

    /// <summary>
    /// Lets a node hand its shards to the others and take none any more: its clients and its attempts go on, and it says that it isn't ready. Answered when it
    /// has begun; it takes as long as it takes, and lasts as long as the node's process. Asked again, nothing more happens. The last node keeps its shards until another one comes.
    /// </summary>
    /// <param name="name">The node's name.</param>
    /// <param name="cancellation">Gives up waiting for its answer.</param>
    /// <returns>The node as it was before, or one of <see cref="ClusterErrors"/>.</returns>
    /// <exception cref="JournalException">The table of nodes can't be read now.</exception>
    public async ValueTask<RunResult<NodeRecord>> Drain(string name, CancellationToken cancellation = default)
    {
        if (_isAlone)
            return new RunError(ClusterErrors.Alone, "This node is alone with its journal: nobody can take its runs over. Stop it with SIGTERM.");
        var present = (await _journal.Nodes(cancellation)).Where(record => record.Phase != NodePhase.Gone).ToList();
        if (present.Find(record => record.Incarnation.Node == name) is not { } found)
            return new RunError(ClusterErrors.UnknownNode, $"There is no node \"{name}\"; there are {string.Join(", ", present.Select(record => record.Incarnation.Node).Order(StringComparer.Ordinal))}.");
        if (found.Incarnation == _node.Incarnation)
        {
            BeginDrain();
            return found;
        }

        try
        {
            await _node.Peers.Ask(found.Incarnation.Number, DrainNode.Instance, cancellation);
            return found;
        }
        catch (PeerException error)
        {
            return new RunError(
                ClusterErrors.Unreachable,
                $"Node \"{name}\" can't be asked: {error.Message} Ask at {(found.ClientUrl.Length > 0 ? found.ClientUrl : "the node itself")}; if it is dead, others take its shards when its lease runs out.");
        }
    }

    /// <summary>
    /// Lets the journal have the newest format that this program knows: from then on nodes of the version before are refused. To be done when none of them will come back.
    /// </summary>
    /// <returns>The format, or <c>cluster.mixed</c> while a living node doesn't know that one.</returns>
    public async ValueTask<RunResult<FinalizedFormat>> Finalize(CancellationToken cancellation = default)
    {
        if (_journal is not IJournalFormats formats)
            return new FinalizedFormat(Format: null, WasRaised: false);
        var before = formats.Format;
        try
        {
            var after = await formats.RaiseFormat(cancellation);
            return new FinalizedFormat(after, after != before);
        }
        catch (JournalException refused)
        {
            return new RunError(refused.Code, refused.Message);
        }
    }

    /// <summary>It goes on without whoever has asked; a shutdown waits for what is left of it.</summary>
    private void BeginDrain() => _draining ??= _node.Drain().AsTask();
}
