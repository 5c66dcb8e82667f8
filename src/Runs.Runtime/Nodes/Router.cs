using Runs.Runtime.Cells;
using Runs.Runtime.Entities;
using Runs.Runtime.Links;
using Runs.Runtime.Messaging;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Nodes;

/// <summary>
/// Brings commands to their entities, wherever these are. While a shard moves, its commands wait here, in their askers' time; when one
/// came too late it is sent again, with the same command id, to where the shard is then.
/// </summary>
internal sealed class Router(ShardOwner shards, CellTable cells, Peers peers, RuntimeOptions options, TimeProvider time)
{
    private static readonly TimeSpan BusyWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MovedWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Sends a command and waits for the answer until the deadline.</summary>
    public async ValueTask<Reply> Ask(EntityId entity, object command, string? commandId, bool isInternal, CancellationToken deadline)
    {
        var isInDoubt = false;
        while (true)
        {
            var route = Locate(entity);
            var reply = route.Kind switch
            {
                ShardRouteKind.Here => await AskHere(entity, Envelope.Ask(command, commandId, isInternal), deadline),
                ShardRouteKind.There => await AskThere(route, entity, Envelope.Ask(command, commandId, isInternal), deadline),
                _ => Nowhere(entity),
            };
            if (options.Cluster.IsAlone || cells.IsStopped || !IsElsewhere(reply, route))
                return reply;
            isInDoubt |= reply.Refusal!.Code == RefusalCodes.Timeout;
            if (!await Wait(deadline))
                return isInDoubt ? TimedOut(entity) : Moved(entity);
        }
    }

    /// <summary>Sends a command that waits as long as its answer takes where it is decided, and is not sent again from here.</summary>
    public async ValueTask<Reply> Report(EntityId entity, object command)
    {
        var envelope = Envelope.Ask(command, commandId: null, isInternal: true);
        var route = Locate(entity);
        return route.Kind switch
        {
            ShardRouteKind.Here => await PostOnce(entity, envelope),
            ShardRouteKind.There => OfAnother(entity, await AskThere(route, entity, envelope, CancellationToken.None)),
            _ => Nowhere(entity),
        };
    }

    /// <summary>That another node stops is no reason to end repeating: the shard will be somewhere else.</summary>
    private static Reply OfAnother(EntityId entity, Reply reply) => reply.Refusal?.Code == RefusalCodes.Stopping ? Moved(entity) : reply;

    /// <summary>Sends a message that nobody waits for. It is lost where the shard is moving, or the mailbox full.</summary>
    public void Tell(EntityId entity, object command)
    {
        var route = Locate(entity);
        if (route.Kind == ShardRouteKind.Here)
            cells.Post(entity, Envelope.Tell(command));
        else if (route.Kind == ShardRouteKind.There)
            peers.CommandTold(route.Owner, entity, command);
    }

    /// <summary>
    /// Takes a command that another node has sent. It is never sent on: who sent it looks again. One that was sent in an older epoch of
    /// the shard has been on its way for long, and another owner may have refused it meanwhile: it isn't decided any more.
    /// </summary>
    public async ValueTask<Reply> Take(EntityId entity, Envelope envelope, long epoch)
    {
        var route = Locate(entity);
        if (route.Kind != ShardRouteKind.Here || (envelope.IsAsked && epoch < route.Epoch))
        {
            shards.Look();
            return Nowhere(entity);
        }

        return envelope.IsAsked ? await PostOnce(entity, envelope) : Told(entity, envelope);
    }

    public ShardRoute Locate(EntityId entity) => shards.Locate(Sharding.ShardOf(entity, shards.Count));

    private Reply Told(EntityId entity, Envelope envelope)
    {
        cells.Post(entity, envelope);
        return Reply.Ok();
    }

    private async ValueTask<Reply> PostOnce(EntityId entity, Envelope envelope) => cells.Post(entity, envelope) switch
    {
        PostOutcome.Posted => await envelope.Answer,
        PostOutcome.Full => Busy(entity),
        PostOutcome.Moved => Moved(entity),
        _ => Stopping(),
    };

    private async ValueTask<Reply> AskHere(EntityId entity, Envelope envelope, CancellationToken deadline)
    {
        while (true)
        {
            switch (cells.Post(entity, envelope))
            {
                case PostOutcome.Posted:
                    return await Answer(envelope, entity, deadline);
                case PostOutcome.Closed:
                    return Stopping();
                case PostOutcome.Moved:
                    return Moved(entity);
            }

            if (!await Pause(BusyWait, deadline))
                return Busy(entity);
        }
    }

    private async ValueTask<Reply> AskThere(ShardRoute there, EntityId entity, Envelope envelope, CancellationToken deadline)
    {
        try
        {
            return await peers.Command(there.Owner, entity, envelope, there.Epoch, deadline);
        }
        catch (PeerException error) when (error.Code != PeerException.Failed)
        {
            shards.Look();
            return TimedOut(entity);
        }
        catch (PeerException error)
        {
            return Reply.Refused(RefusalCodes.Crashed, $"{entity} could not be asked: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            return TimedOut(entity);
        }
    }

    /// <summary>Whether the shard has moved, or its owner is going: the command must be sent to where it is then. A busy entity elsewhere is asked again too.</summary>
    private static bool IsElsewhere(Reply reply, ShardRoute route) => reply.Refusal?.Code switch
    {
        RefusalCodes.Moved => true,
        RefusalCodes.Timeout or RefusalCodes.Stopping or RefusalCodes.Busy => route.Kind == ShardRouteKind.There,
        _ => false,
    };

    private static async ValueTask<Reply> Answer(Envelope envelope, EntityId entity, CancellationToken deadline)
    {
        using var timeout = deadline.Register(() => envelope.Respond(TimedOut(entity)));
        return await envelope.Answer;
    }

    /// <summary>Waits for a change, a little at least and not for long. <see langword="false"/> when the deadline has come.</summary>
    private async ValueTask<bool> Wait(CancellationToken deadline)
    {
        shards.Look();
        if (!await Pause(MovedWait, deadline))
            return false;
        await shards.Change(options.Cluster.LookEvery, deadline);
        return !deadline.IsCancellationRequested;
    }

    private async ValueTask<bool> Pause(TimeSpan wait, CancellationToken deadline)
    {
        try
        {
            await Task.Delay(wait, time, deadline);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Reply Nowhere(EntityId entity) => cells.IsStopped ? Stopping() : Moved(entity);

    private static Reply Busy(EntityId entity) => Reply.Refused(RefusalCodes.Busy, $"{entity} has too many commands waiting; ask again in a moment.");

    private static Reply Stopping() => Reply.Refused(RefusalCodes.Stopping, "The node is shutting down; ask again after its next start.");

    private static Reply Moved(EntityId entity) => Reply.Refused(RefusalCodes.Moved, $"No node was found that owns {entity} now; ask again with the same command id.");

    private static Reply TimedOut(EntityId entity) => Reply.Refused(
        RefusalCodes.Timeout, $"{entity} did not answer in time; whether the command was carried out is unknown. Ask again with the same command id.");
}
