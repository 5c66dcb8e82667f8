using System.Buffers;
using System.Text;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;
using Runs.Runtime.Tests.Counters;

namespace Runs.Runtime.Tests.Probes;

/// <summary>A counter that can wake, be erased, and fail wherever a test wants it to.</summary>
public sealed class ProbeActor(EntityContext context, ProbeHooks hooks) : PersistentActor<ProbeState, ProbeEvent>(context, ProbeState.Initial)
{
    public override DateTimeOffset? WakeAt => State.WakeAt;

    public override bool CanPassivate => true;

    public override bool IsDone => hooks.IsDone(State);

    public override void Stop()
    {
        hooks.Living--;
        hooks.OnStop(Context.Id.Id);
    }

    protected override Reply Decide(ProbeState state, Envelope envelope, DateTimeOffset now)
    {
        hooks.OnDecide(Context.Id.Id, envelope);
        switch (envelope.Command)
        {
            case CountBy { By: < 0 }:
                return Reply.Refused("probe.negative", "Probes only grow.");
            case CountBy command when !state.Applied.Contains(envelope.CommandId!):
                state = Raise(new ProbeEvent("add", envelope.CommandId!, command.By), now);
                break;
            case GrantProbe grant:
                state = Raise(new ProbeEvent("granted", grant.Limit, grant.Slot), now);
                break;
            case WakeIn command:
                state = Raise(new ProbeEvent("wake", Number: (now + command.Wait).UtcTicks), now);
                break;
            case WakeUp when state.WakeAt <= now:
                state = Raise(new ProbeEvent("woken"), now);
                break;
            case EraseProbe:
                state = Raise(new ProbeEvent("erase"), now);
                break;
        }

        return Reply.Ok(state);
    }

    protected override ProbeState Evolve(ProbeState state, ProbeEvent raised, long seq, DateTimeOffset at) => raised.What switch
    {
        "add" => state with { Sum = state.Sum + raised.Number, Applied = state.Applied.Add(raised.CommandId) },
        "wake" => state with { WakeAt = new DateTimeOffset(raised.Number, TimeSpan.Zero) },
        "granted" => state with { Permits = state.Permits.Add(new(raised.CommandId, (int)raised.Number, 1, "", 0)) },
        "woken" => state with { WakeAt = null, Woken = state.Woken + 1 },
        _ => state with { IsErased = true },
    };

    protected override void Encode(IBufferWriter<byte> output, IReadOnlyList<ProbeEvent> events)
    {
        hooks.OnEncode(Context.Id.Id);
        output.Write(Encoding.UTF8.GetBytes(string.Join('\n', events.Select(raised => $"{raised.What} {raised.CommandId} {raised.Number}"))));
    }

    protected override IEnumerable<ProbeEvent> Decode(ReadOnlyMemory<byte> data)
    {
        hooks.OnDecode(Context.Id.Id);
        return Encoding.UTF8.GetString(data.Span).Split('\n').Select(line => line.Split(' ')).Select(parts => new ProbeEvent(parts[0], parts[1], long.Parse(parts[2])));
    }

    protected override ListingRow? Row(ProbeState state) => new() { Status = "probing", WakeAt = state.WakeAt };

    protected override bool IsErased(ProbeState state) => state.IsErased;

    protected override void StagePermits(Append append, ProbeState before, ProbeState after) => append.Claims = [.. after.Permits.Except(before.Permits)];

    protected override void Reconcile() => hooks.OnReconcile(Context.Id.Id, State);
}
