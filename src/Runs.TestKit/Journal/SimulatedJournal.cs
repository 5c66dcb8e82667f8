using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;
using Runs.Runtime.Shards;
using Runs.TestKit.Simulation;

namespace Runs.TestKit.Journal;

/// <summary>
/// A database on the other side of a wire. It lives in the world: a transaction that a process has sent arrives and is
/// decided even when its sender has crashed or was deposed in the meantime. What may go wrong is set by
/// <see cref="Faults"/>, at any time.
/// </summary>
public sealed class SimulatedJournal : IJournalStore
{
    private readonly SimulationKernel _kernel;
    private readonly IJournalStore _store;
    private readonly SeededRandom _random;
    private readonly SimulatedWires _wires;
    private readonly long[] _epochs;

    /// <summary>Makes an empty one.</summary>
    public SimulatedJournal(SimulationKernel kernel, int shardCount = 16)
        : this(kernel, new MemoryJournalStore(shardCount, kernel.World.Time))
    {
    }

    /// <summary>Puts a database on the other side of the wire. It must do everything at once, and on its caller's thread.</summary>
    public SimulatedJournal(SimulationKernel kernel, IJournalStore store)
    {
        _kernel = kernel;
        _store = store;
        _random = kernel.Random.Fork();
        _wires = new SimulatedWires(kernel);
        _epochs = new long[store.ShardCount];
    }

    /// <summary>What goes wrong from now on.</summary>
    public JournalFaults Faults { get; set; } = JournalFaults.None;

    /// <summary>Processes whose calls don't reach the journal at present.</summary>
    public HashSet<SimulationContext> Unreachable { get; } = [];

    /// <summary>Is told of each append that was decided: the process that sent it, and what became of its whole transaction.</summary>
    public Action<string, Append, AppendOutcomeKind>? Appended { get; set; }

    /// <summary>Is told of shards that changed hands: who asked for them, and how they stand since.</summary>
    public Action<string, IReadOnlyList<ShardRecord>>? Taken { get; set; }

    /// <summary>How many transactions ended in doubt.</summary>
    public int UnknownOutcomes { get; private set; }

    /// <summary>How many appends were refused because their writer was deposed.</summary>
    public int FencedAppends { get; private set; }

    /// <summary>How many of these were on their way when another took the shard.</summary>
    public int FencedInFlight { get; private set; }

    /// <summary>How many shards changed hands.</summary>
    public int Takeovers { get; private set; }

    /// <summary>What is stored, for checkers: without wire, faults or time.</summary>
    public IJournalReader Contents => _store;

    /// <inheritdoc/>
    public int ShardCount => _store.ShardCount;

    /// <inheritdoc/>
    public async ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch)
    {
        // The wire carries copies: the sender reuses its appends as soon as it has an answer, or a watchdog's.
        var copies = batch.Select(Copy).ToList();
        var epochs = batch.Select(append => _epochs[append.Shard]).ToList();
        var answer = await _wires.Call(process => Transact(process, copies, epochs));
        var outcome = answer?.Value ?? InDoubt();
        for (var i = 0; i < batch.Count && outcome.Kind == AppendOutcomeKind.Committed; i++)
            batch[i].StreamKey = copies[i].StreamKey;
        return outcome;
    }

    /// <summary>Breaks the connection of a process: every call that it has under way fails, whatever becomes of it over there.</summary>
    public void Reset(SimulationContext process) => _kernel.World.Post(_ => _wires.Break(process), null);

    /// <inheritdoc/>
    public ValueTask<StreamHead?> Find(EntityId entity, CancellationToken cancellation) =>
        Remote(() => _store.Find(entity, cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredAppend>> Read(long streamKey, long afterSeq, int maxBytes, CancellationToken cancellation) =>
        Remote(() => _store.Read(streamKey, afterSeq, maxBytes, cancellation));

    /// <inheritdoc/>
    public ValueTask<ListedStream?> FindListed(EntityId entity, CancellationToken cancellation) =>
        Remote(() => _store.FindListed(entity, cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedStream>> List(ListingQuery query, CancellationToken cancellation) =>
        Remote(() => _store.List(query, cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        Remote(() => _store.Due(until, limit, after, cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) =>
        Remote(() => _store.Queued(queue, after, limit, cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PermitRecord>> Permits(string limitKey, CancellationToken cancellation) =>
        Remote(() => _store.Permits(limitKey, cancellation));

    /// <inheritdoc/>
    public ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation) =>
        Remote(() => _store.Join(node, cancellation));

    /// <inheritdoc/>
    public ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation) =>
        Remote(() => _store.Renew(node, phase, cancellation));

    /// <inheritdoc/>
    public async ValueTask Leave(NodeIncarnation node, CancellationToken cancellation) =>
        await Remote(async () =>
        {
            await _store.Leave(node, cancellation);
            return true;
        });

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation) =>
        Remote(() => _store.Nodes(cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) =>
        Remote(() => _store.Shards(cancellation));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) =>
        Remote(async () =>
        {
            var taken = await _store.TakeOver(owner, seen, cancellation);
            Takeovers += taken.Count;
            foreach (var shard in taken)
                _epochs[shard.Shard] = shard.Epoch;
            if (taken.Count > 0)
                Taken?.Invoke(owner.Node, taken);
            return taken;
        });

    /// <inheritdoc/>
    public async ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) =>
        await Remote(async () =>
        {
            await _store.Release(owner, held, cancellation);
            return true;
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Answer<BatchOutcome>?> Transact(SimulationContext? process, List<Append> copies, List<long> epochs)
    {
        var fate = _random.NextUnit();
        var faults = Faults;
        await Delay(_random.Chance(faults.Stalls) ? faults.StallTime : faults.Latency);
        if (IsLost(process))
            return null;
        if (Below(ref fate, faults.NotWritten))
            return new(BatchOutcome.NotWritten("simulated: nothing was stored"));
        if (Below(ref fate, faults.FailsUnknown))
            return null;
        var outcome = await _store.Commit(copies);
        var fenced = outcome.Refusals.Where(refusal => refusal.Outcome.Kind == AppendOutcomeKind.Fenced).ToList();
        FencedAppends += fenced.Count;
        FencedInFlight += fenced.Count(refusal => copies[refusal.Index].Epoch == epochs[refusal.Index]);
        Record(process, copies, outcome);
        if (Below(ref fate, faults.WritesAndFails))
            return null;
        await Delay(faults.Latency);
        return new(outcome);
    }

    private BatchOutcome InDoubt()
    {
        UnknownOutcomes++;
        return BatchOutcome.Unknown("simulated: the connection broke");
    }

    private void Record(SimulationContext? process, List<Append> copies, BatchOutcome outcome)
    {
        _kernel.Trace.Add((long)outcome.Kind);
        foreach (var append in copies)
        {
            _kernel.Trace.Add(append.Entity.Id);
            _kernel.Trace.Add(append.LastSeq);
            _kernel.Trace.Add(append.Data.Span);
            Appended?.Invoke(NameOf(process), append, outcome.Kind);
        }
    }

    private async ValueTask<T> Remote<T>(Func<ValueTask<T>> call) =>
        await _wires.Call(async process =>
        {
            await Delay(Faults.Latency);
            if (IsLost(process) || _random.Chance(Faults.OtherFailures / 2))
                return null;
            var result = await call();
            return _random.Chance(Faults.OtherFailures / 2) ? null : new Answer<T>(result);
        }) is { Value: var answer }
            ? answer
            : throw new JournalException("journal.unavailable", "Simulated: the connection broke.");

    /// <summary>Whether a call never arrives. Where a connection breaks, it is the last that does.</summary>
    private bool IsLost(SimulationContext? process)
    {
        if (_random.Chance(Faults.Resets))
            _wires.Break(process);
        return process is not null && Unreachable.Contains(process);
    }

    private Task Delay(TimeSpan max) => Task.Delay(_random.NextTime(max), _kernel.World.Time);

    private static string NameOf(SimulationContext? process) => process?.Name ?? "world";

    private static bool Below(ref double fate, double probability)
    {
        var hit = fate >= 0 && fate < probability;
        fate -= probability;
        return hit;
    }

    private static Append Copy(Append append) => new()
    {
        Entity = append.Entity,
        StreamKey = append.StreamKey,
        Shard = append.Shard,
        Epoch = append.Epoch,
        FirstSeq = append.FirstSeq,
        Count = append.Count,
        At = append.At,
        Data = append.Data.ToArray(),
        Row = append.Row,
        Claims = [.. append.Claims],
        Releases = [.. append.Releases],
        Erase = append.Erase,
    };

    /// <summary>An answer that came back, which may be that there is nothing.</summary>
    private sealed record Answer<T>(T Value);
}
