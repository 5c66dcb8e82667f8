using System.Collections.Immutable;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Contract;

/// <summary>Random batches, right and wrong ones, against the model: equal outcomes and equal contents.</summary>
public abstract class ModelContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private const int Batches = 150;
    private const int Slots = 4;

    private static readonly string[] Statuses = ["running", "failed", "completed"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_store_does_what_the_model_does(int seed)
    {
        var random = new Random(seed);
        var keys = new Dictionary<EntityId, long>();
        var model = new JournalModel(
            [.. (await Store.Shards(Token)).Select(shard => shard.Epoch)],
            ImmutableDictionary<EntityId, ModelStream>.Empty,
            ImmutableSortedDictionary<int, PermitRecord>.Empty);
        for (var i = 0; i < Batches; i++)
        {
            if (random.Next(20) == 0)
                model = await TakeOver(model, random.Next(ShardCount));
            var batch = Batch(random, model, keys);
            var (next, refusals) = model.Commit(batch);

            var outcome = await Store.Commit(batch);

            outcome.Refusals.Select(r => (r.Index, r.Outcome.Kind)).ShouldBe(refusals.Select(r => (r.Index, r.Outcome.Kind)), $"seed {seed}, batch {i}");
            model = next;
            if (refusals.Count == 0)
                Remember(keys, batch);
        }
        await ShouldEqual(model, keys);
    }

    private static List<Append> Batch(Random random, JournalModel model, Dictionary<EntityId, long> keys) =>
        [.. Enumerable.Range(0, 12)
            .OrderBy(_ => random.Next())
            .Take(random.Next(1, 7))
            .Select(id => Some(random, model, keys, Run($"r{id}")))];

    private static Append Some(Random random, JournalModel model, Dictionary<EntityId, long> keys, EntityId entity)
    {
        var shard = Sharding.ShardOf(entity, ShardCount);
        var wrong = random.Next(25);
        return new Append
        {
            Entity = entity,
            StreamKey = keys.GetValueOrDefault(entity),
            Shard = shard,
            Epoch = model.Epochs[shard] - (wrong == 0 ? 1 : 0),
            FirstSeq = (model.Streams.GetValueOrDefault(entity)?.LastSeq ?? 0) + (wrong == 1 ? 2 : 1),
            Count = random.Next(1, 4),
            At = Noon.AddTicks(random.Next()),
            Data = Bytes($"data {random.Next()}"),
            Row = random.Next(3) == 0 ? SomeRow(random) : null,
            Claims = random.Next(3) == 0 ? [SomeClaim(random, model)] : [],
            Releases = random.Next(2) == 0 ? [new PermitRelease(JournalModel.Limit, random.Next(Slots))] : [],
            Erase = random.Next(15) == 0,
        };
    }

    private static ListingRow SomeRow(Random random) => Row(Statuses[random.Next(Statuses.Length)]) with
    {
        StartedAt = random.Next(3) == 0 ? null : Noon.AddSeconds(random.Next(3)),
        WakeAt = random.Next(2) == 0 ? null : Noon.AddSeconds(random.Next(3)),
        Hidden = random.Next(4) == 0,
    };

    private static PermitClaim SomeClaim(Random random, JournalModel model)
    {
        var slot = random.Next(Slots);
        var last = model.Slots.TryGetValue(slot, out var known) ? known.Generation : 0;
        return new PermitClaim(JournalModel.Limit, slot, Math.Max(1, last + random.Next(0, 3)), $"s{random.Next(9)}", random.Next(9));
    }

    private static void Remember(Dictionary<EntityId, long> keys, IEnumerable<Append> batch)
    {
        foreach (var append in batch)
        {
            if (append.Erase)
                keys.Remove(append.Entity);
            else
                keys[append.Entity] = append.StreamKey;
        }
    }

    private async ValueTask<JournalModel> TakeOver(JournalModel model, int shard)
    {
        await Store.TakeOver(Node, [new ShardRecord(shard, model.Epochs[shard], Node.Number)], Token);
        return model with { Epochs = model.Epochs.SetItem(shard, model.Epochs[shard] + 1) };
    }

    private async ValueTask ShouldEqual(JournalModel model, Dictionary<EntityId, long> keys)
    {
        keys.Keys.ShouldBe(model.Streams.Keys, ignoreOrder: true);
        foreach (var (entity, stream) in model.Streams)
        {
            (await Store.Find(entity, Token)).ShouldBe(new StreamHead(keys[entity], stream.LastSeq));
            (await ReadAll(keys[entity], maxBytes: 50)).Select(Text).ShouldBe(stream.Appends.Select(Text));
            (await Store.FindListed(entity, Token))?.Row.ShouldBe(stream.Row);
        }
        (await Store.Permits(JournalModel.Limit, Token)).ShouldBe(model.Slots.Values);
        (await Store.List(new ListingQuery { Kind = "run", Statuses = ["failed"] }, Token)).Select(listed => listed.Entity.Id)
            .ShouldBe(Visible(model).Where(stream => stream.Value.Row!.Status == "failed").Select(stream => stream.Key.Id));
        (await Store.Due(Noon.AddSeconds(1), 100, null, Token)).Select(due => due.Entity.Id)
            .ShouldBe(Due(model, Noon.AddSeconds(1)).Select(stream => stream.Key.Id));
    }

    private static string Text(StoredAppend a) => $"{a.FirstSeq}-{a.LastSeq} in {a.Epoch} at {a.At:O}: {Convert.ToHexString(a.Data.Span)}";

    private static IEnumerable<KeyValuePair<EntityId, ModelStream>> Visible(JournalModel model) => model.Streams
        .Where(stream => stream.Value.Row is { Hidden: false })
        .OrderByDescending(stream => stream.Value.Row!.StartedAt ?? DateTimeOffset.MinValue)
        .ThenByDescending(stream => stream.Key.Id, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<EntityId, ModelStream>> Due(JournalModel model, DateTimeOffset until) => model.Streams
        .Where(stream => stream.Value.Row?.WakeAt <= until)
        .OrderBy(stream => stream.Value.Row!.WakeAt)
        .ThenBy(stream => stream.Key.Id, StringComparer.Ordinal);
}
