using Runs.Runtime.Entities;
using Runs.Runtime.Messaging;
using Runs.Runtime.Nodes;
using Runs.Runtime.Shards;

namespace Runs.Runtime.Links;

/// <summary>
/// What nodes say to each other: commands for entities that live elsewhere, and the host's own questions and messages. A message may
/// come late, twice or never, and an answer may be lost: who asks asks again, and who is asked does nothing twice.
/// </summary>
public sealed class Peers
{
    private readonly INodeLinks _links;
    private readonly IMessageCodec? _codec;
    private readonly ClusterOptions _options;
    private readonly TimeProvider _time;
    private readonly ShardOwner _shards;
    private readonly Questions _questions;
    private readonly Dictionary<Type, Func<long, object, ValueTask<object?>>> _handlers = [];
    private Func<EntityId, Envelope, long, ValueTask<Reply>> _local = (_, _, _) => ValueTask.FromResult(Reply.Refused(RefusalCodes.Moved, "The node isn't started."));
    private int _underWay;
    private volatile bool _isClosed;

    internal Peers(INodeLinks links, IMessageCodec? codec, ClusterOptions options, TimeProvider time, ShardOwner shards)
    {
        (_links, _codec, _options, _time, _shards) = (links, codec, options, time, shards);
        _questions = new Questions(options.MaxQuestions);
    }

    /// <summary>This life of this node.</summary>
    public NodeIncarnation Self { get; private set; }

    /// <summary>The latest life of every node, as the table said last. Empty for a node that is alone.</summary>
    public IReadOnlyList<NodeRecord> Nodes => _shards.View.Nodes;

    /// <summary>Told when nodes or owners of shards have changed. Handlers must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>What this node knows of a life of a node.</summary>
    public NodeStanding StandingOf(long incarnation) => incarnation == Self.Number ? NodeStanding.Here : _shards.View.StandingOf(incarnation);

    /// <summary>
    /// Whether a life of a node is over as far as anybody can tell: it has left, or a newer one has begun, or its lease has run out and nobody
    /// listens at its address any more. <see langword="false"/> while it may live.
    /// </summary>
    public async ValueTask<bool> IsOver(long incarnation, CancellationToken cancellation = default) => StandingOf(incarnation) switch
    {
        NodeStanding.Gone => true,
        NodeStanding.Unknown when !_isClosed && Nodes.FirstOrDefault(node => node.Incarnation.Number == incarnation) is { IsLive: false } silent => await _links.IsDeaf(silent, cancellation),
        _ => false,
    };

    /// <summary>Who owns the entity's shard, as far as this node knows; <see langword="null"/> for nobody.</summary>
    public long? OwnerOf(EntityId entity) => _shards.Locate(Sharding.ShardOf(entity, _shards.Count)) switch
    {
        { Kind: ShardRouteKind.Here } => Self.Number,
        { Kind: ShardRouteKind.There, Owner: var owner } => owner,
        _ => null,
    };

    /// <summary>What this node does with a message of a type; the result is the answer, and <see langword="null"/> where none is wanted. To be said before the node starts.</summary>
    public void Handle<TMessage>(Func<long, TMessage, ValueTask<object?>> handler)
        where TMessage : class => _handlers.Add(typeof(TMessage), (from, message) => handler(from, (TMessage)message));

    /// <summary>Asks another node, or this one, and waits for the answer, at most <see cref="ClusterOptions.AnswerWithin"/>.</summary>
    /// <exception cref="PeerException">There was no answer. What was asked may have been done.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<object?> Ask(long to, object message, CancellationToken cancellation = default) =>
        to == Self.Number ? Answer(to, message) : Question(to, PeerFrameKind.Ask, frame => Codec.Encode(message, frame.Output), cancellation);

    /// <summary>Tells another node something; <see langword="false"/> when it certainly won't hear it.</summary>
    public bool Tell(long to, LinkChannel channel, object message)
    {
        if (to == Self.Number || _isClosed)
            return false;
        var frame = new FrameWriter(PeerFrameKind.Tell);
        Codec.Encode(message, frame.Output);
        return _links.TrySend(to, channel, frame.Frame);
    }

    internal void Open(NodeIncarnation self, Func<EntityId, Envelope, long, ValueTask<Reply>> local)
    {
        (Self, _local) = (self, local);
        _links.Open(self, Receive);
    }

    /// <summary>The tables were read, or shards have moved.</summary>
    internal void Meet(IReadOnlyList<long> heirs)
    {
        if (_isClosed)
            return;
        _links.Meet(Nodes);
        _questions.Fail(to => StandingOf(to) == NodeStanding.Gone, () => new PeerException(PeerException.Gone, "That life of the node is over."));
        foreach (var heir in heirs)
            _links.TrySend(heir, LinkChannel.Control, new FrameWriter(PeerFrameKind.Look).Frame);
        Changed?.Invoke();
    }

    internal void Close()
    {
        _isClosed = true;
        _links.Close();
        _questions.Fail(_ => true, () => new PeerException(PeerException.Unreachable, "This node is stopping."));
    }

    /// <summary>Gives a command to the node that owns its entity, in the epoch that this node has seen. A refusal is an answer too.</summary>
    /// <exception cref="PeerException">There was no answer.</exception>
    internal async ValueTask<Reply> Command(long to, EntityId entity, Envelope envelope, long epoch, CancellationToken cancellation)
    {
        var answer = await Question(to, PeerFrameKind.Command, frame => Write(frame, entity, envelope, epoch), cancellation);
        return answer is Refusal refusal ? Reply.Refused(refusal) : Reply.Ok(answer);
    }

    internal void CommandTold(long to, EntityId entity, object command)
    {
        var frame = new FrameWriter(PeerFrameKind.CommandTold);
        Write(frame, entity, Envelope.Tell(command), epoch: 0);
        _links.TrySend(to, LinkChannel.Control, frame.Frame);
    }

    private IMessageCodec Codec => _codec ?? throw new NotSupportedException("The node was made without a codec for messages to other nodes.");

    private void Write(FrameWriter frame, EntityId entity, Envelope envelope, long epoch)
    {
        frame.Text(entity.Kind).Text(entity.Id).Text(envelope.CommandId).Number(envelope.IsInternal ? 1 : 0).Number(epoch);
        Codec.Encode(envelope.Command, frame.Output);
    }

    private async ValueTask<object?> Question(long to, PeerFrameKind kind, Action<FrameWriter> write, CancellationToken cancellation)
    {
        if (StandingOf(to) == NodeStanding.Gone)
            throw new PeerException(PeerException.Gone, "That life of the node is over.");
        if (_isClosed || _questions.Open(to) is not var (number, answer))
            throw Unreachable(to);
        using var late = new CancellationTokenSource(_options.AnswerWithin, _time);
        using var over = late.Token.Register(() => answer.TrySetException(Unreachable(to)));
        using var cancelled = cancellation.Register(() => answer.TrySetCanceled(cancellation));
        try
        {
            var frame = new FrameWriter(kind).Number(number);
            write(frame);
            if (frame.Frame.Length > _links.MaxFrame)
                throw new PeerException(PeerException.Failed, TooLong(frame.Frame.Length));
            if (!_links.TrySend(to, LinkChannel.Control, frame.Frame))
                throw Unreachable(to);
            return await answer.Task;
        }
        finally
        {
            _questions.Close(number, to);
        }
    }

    private static PeerException Unreachable(long to) => new(PeerException.Unreachable, $"Node {to} can't be reached, or doesn't answer.");

    private string TooLong(int length) => $"The message has {length} bytes, and links between nodes take {_links.MaxFrame}.";

    private void Receive(LinkFrame received)
    {
        if (_isClosed)
            return;
        try
        {
            var frame = new FrameReader(received.Data);
            switch (frame.Kind())
            {
                case PeerFrameKind.Ask:
                    Begin(received.From, frame.Number(), frame.Rest);
                    break;
                case PeerFrameKind.Tell:
                    _ = Hear(received.From, frame.Rest);
                    break;
                case PeerFrameKind.Command:
                    Deliver(received.From, frame.Number(), frame);
                    break;
                case PeerFrameKind.CommandTold:
                    Deliver(received.From, 0, frame);
                    break;
                case PeerFrameKind.Answer:
                    var answered = _questions.Close(frame.Number(), received.From);
                    answered?.TrySetResult(frame.Rest.IsEmpty ? null : Codec.Decode(frame.Rest));
                    break;
                case PeerFrameKind.Refusal:
                    var refused = _questions.Close(frame.Number(), received.From);
                    refused?.TrySetResult(new Refusal(frame.Text() ?? "", frame.Text() ?? ""));
                    break;
                case PeerFrameKind.Fault:
                    var failed = _questions.Close(frame.Number(), received.From);
                    failed?.TrySetException(new PeerException(PeerException.Failed, frame.Text() ?? ""));
                    break;
                case PeerFrameKind.Look:
                    _shards.Look();
                    break;
            }
        }
        catch (FormatException)
        {
            // Whoever sent it asks again, or is of another version and finds nobody here.
        }
    }

    private void Begin(long from, long number, ReadOnlyMemory<byte> data)
    {
        if (Interlocked.Increment(ref _underWay) > _options.MaxQuestions)
            Interlocked.Decrement(ref _underWay);
        else
            _ = Return(from, number, async () => await Answer(from, Codec.Decode(data)));
    }

    private void Deliver(long from, long number, FrameReader frame)
    {
        var entity = new EntityId(frame.Text() ?? "", frame.Text() ?? "");
        var (commandId, isInternal, epoch, data) = (frame.Text(), frame.Number() == 1, frame.Number(), frame.Rest);
        if (number == 0)
        {
            _ = Told(entity, Envelope.Tell(Codec.Decode(data)));
            return;
        }

        if (Interlocked.Increment(ref _underWay) > _options.MaxQuestions)
        {
            Interlocked.Decrement(ref _underWay);
            return;
        }

        _ = Return(from, number, async () =>
        {
            var reply = await _local(entity, Envelope.Ask(Codec.Decode(data), commandId, isInternal), epoch);
            return reply.Refusal ?? reply.Value;
        });
    }

    private async Task Told(EntityId entity, Envelope envelope) => await _local(entity, envelope, 0);

    private async Task Hear(long from, ReadOnlyMemory<byte> data)
    {
        try
        {
            await Answer(from, Codec.Decode(data));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Nobody waits for it.
        }
    }

    private async Task Return(long to, long number, Func<ValueTask<object?>> answer)
    {
        try
        {
            _links.TrySend(to, LinkChannel.Control, await Written(number, answer));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> Written(long number, Func<ValueTask<object?>> answer)
    {
        try
        {
            var value = await answer();
            if (value is Refusal refusal)
                return new FrameWriter(PeerFrameKind.Refusal).Number(number).Text(refusal.Code).Text(refusal.Message).Frame;
            var frame = new FrameWriter(PeerFrameKind.Answer).Number(number);
            if (value is not null)
                Codec.Encode(value, frame.Output);
            return frame.Frame.Length <= _links.MaxFrame
                ? frame.Frame
                : new FrameWriter(PeerFrameKind.Fault).Number(number).Text(TooLong(frame.Frame.Length)).Frame;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new FrameWriter(PeerFrameKind.Fault).Number(number).Text($"{error.GetType().Name}: {error.Message}").Frame;
        }
    }

    private async ValueTask<object?> Answer(long from, object message) =>
        _handlers.TryGetValue(message.GetType(), out var handler)
            ? await handler(from, message)
            : throw new NotSupportedException($"This node knows nothing to do with {message.GetType().Name}.");
}
