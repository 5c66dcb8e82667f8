using System.Text;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Contract;

/// <summary>What the topics of the contract share: a store whose shards a node owns, and short ways to append and to read.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    public const int ShardCount = 8;

    protected static readonly DateTimeOffset Noon = new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    private readonly IStoreFixture _fixture;

    protected StoreContract(IStoreFixture fixture)
    {
        _fixture = fixture;
        Store = fixture.Open();
    }

    protected IJournalStore Store { get; set; }

    protected NodeIncarnation Node { get; private set; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Node = await Store.Join("one", Token);
        await TakeAll(Node);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static EntityId Run(string id) => new("run", id);

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static ListingRow Row(string status = "running") => new() { Status = status };

    protected async ValueTask<IReadOnlyList<ShardRecord>> TakeAll(NodeIncarnation node) =>
        await Store.TakeOver(node, await Store.Shards(Token), Token);

    /// <summary>An append to a stream that doesn't exist yet, in the first epoch.</summary>
    protected static Append New(string id, int count = 1, string data = "data") => New(Run(id), count, data);

    protected static Append New(EntityId entity, int count = 1, string data = "data") => new()
    {
        Entity = entity,
        Shard = Sharding.ShardOf(entity, ShardCount),
        Epoch = 1,
        FirstSeq = 1,
        Count = count,
        At = Noon,
        Data = Bytes(data),
    };

    /// <summary>The append that follows a committed one.</summary>
    protected static Append After(Append last, int count = 1, string data = "more") => new()
    {
        Entity = last.Entity,
        StreamKey = last.StreamKey,
        Shard = last.Shard,
        Epoch = last.Epoch,
        FirstSeq = last.LastSeq + 1,
        Count = count,
        At = last.At.AddSeconds(1),
        Data = Bytes(data),
    };

    protected ValueTask<BatchOutcome> Commit(params IReadOnlyList<Append> batch) => Store.Commit(batch);

    protected async ValueTask<Append> Committed(Append append)
    {
        var outcome = await Store.Commit([append]);
        outcome.Kind.ShouldBe(AppendOutcomeKind.Committed, string.Join("; ", outcome.Refusals));
        return append;
    }

    protected async ValueTask ShouldRefuse(AppendOutcomeKind kind, Append append)
    {
        var outcome = await Store.Commit([append]);
        outcome.Kind.ShouldBe(AppendOutcomeKind.Conflict);
        outcome.Refusals.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            refusal => refusal.Index.ShouldBe(0),
            refusal => refusal.Outcome.Kind.ShouldBe(kind));
    }

    protected ValueTask<StreamHead?> Find(string id) => Store.Find(Run(id), Token);

    protected async ValueTask<IReadOnlyList<StoredAppend>> ReadAll(long streamKey, int maxBytes = 1 << 20)
    {
        var all = new List<StoredAppend>();
        while (await Store.Read(streamKey, all.Count == 0 ? 0 : all[^1].LastSeq, maxBytes, Token) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }
}
