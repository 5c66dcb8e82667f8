using System.Buffers;
using System.Text;
using Runs.Runtime.Cells;
using Runs.Runtime.Messaging;

namespace Runs.Runtime.Tests.Counters;

/// <summary>The smallest persistent actor: it adds, once for each command id, and answers with the sum.</summary>
public sealed class CounterActor(EntityContext context) : PersistentActor<CounterState, Counted>(context, CounterState.Initial)
{
    public override DateTimeOffset? WakeAt => null;

    public override bool CanPassivate => true;

    protected override Reply Decide(CounterState state, Envelope envelope, DateTimeOffset now)
    {
        if (envelope.Command is not CountBy command)
            return Reply.Ok(state.Sum);
        if (command.By < 0)
            return Reply.Refused("counter.negative", "Counters only grow.");
        if (!state.Applied.Contains(envelope.CommandId!))
            state = Raise(new Counted(envelope.CommandId!, command.By), now);
        return Reply.Ok(state.Sum);
    }

    protected override CounterState Evolve(CounterState state, Counted raised, long seq, DateTimeOffset at) =>
        new(state.Sum + raised.By, state.Applied.Add(raised.CommandId));

    protected override void Encode(IBufferWriter<byte> output, IReadOnlyList<Counted> events) =>
        output.Write(Encoding.UTF8.GetBytes(string.Join('\n', events.Select(raised => $"{raised.CommandId} {raised.By}"))));

    protected override IEnumerable<Counted> Decode(ReadOnlyMemory<byte> data) =>
        Encoding.UTF8.GetString(data.Span).Split('\n').Select(line => line.Split(' ')).Select(parts => new Counted(parts[0], long.Parse(parts[1])));

    protected override void Reconcile()
    {
    }
}
