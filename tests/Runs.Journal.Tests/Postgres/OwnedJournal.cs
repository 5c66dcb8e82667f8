using Runs.Journal.Postgres;
using Runs.Journal.Tests.Contract;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Postgres;

/// <summary>A journal in a schema of its own whose shards a node owns, in epoch 1.</summary>
internal sealed class OwnedJournal : IAsyncDisposable
{
    private OwnedJournal(PostgresJournalOptions options, PostgresJournalStore store, NodeIncarnation node) => (Options, Store, Node) = (options, store, node);

    public PostgresJournalOptions Options { get; }

    public PostgresJournalStore Store { get; }

    public NodeIncarnation Node { get; }

    public string Schema => Options.Schema;

    /// <summary>The lease may be so short that everybody may take over at once.</summary>
    public static async Task<OwnedJournal> Open(TimeSpan? lease = null, TimeSpan? statementTimeout = null, string? connection = null)
    {
        var options = new PostgresJournalOptions
        {
            Connection = connection ?? (await SharedServer.Get()).SocketConnection(),
            Schema = SharedServer.NewSchema(),
            ShardCount = StoreContract.ShardCount,
            Readers = 2,
            StatementTimeout = statementTimeout ?? TimeSpan.FromSeconds(20),
        };
        var store = await PostgresJournalStore.Open(options);
        var node = await store.Join(new NodeRegistration("one") { Lease = lease }, CancellationToken.None);
        (await store.TakeOver(node, await store.Shards(CancellationToken.None), CancellationToken.None)).Count.ShouldBe(StoreContract.ShardCount);
        return new OwnedJournal(options, store, node);
    }

    public static Append New(string id, string data = "data") => new()
    {
        Entity = new EntityId("run", id),
        Shard = Sharding.ShardOf(new EntityId("run", id), StoreContract.ShardCount),
        Epoch = 1,
        FirstSeq = 1,
        Count = 1,
        Data = System.Text.Encoding.UTF8.GetBytes(data),
    };

    /// <summary>The next append of the same stream, in the same object as a cell does it.</summary>
    public static Append Next(Append append)
    {
        (append.FirstSeq, append.Count) = (append.LastSeq + 1, 1);
        return append;
    }

    /// <summary>Commits on a thread of its own, as the lane does: the commit blocks it.</summary>
    public Task<BatchOutcome> Commit(params IReadOnlyList<Append> batch) => Task.Run(async () => await Store.Commit(batch));

    public async Task<IReadOnlyList<StoredAppend>> Read(Append append)
    {
        var all = new List<StoredAppend>();
        while (await Store.Read(append.StreamKey, all.Count == 0 ? 0 : all[^1].LastSeq, 1 << 20, CancellationToken.None) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }

    public async Task<StreamHead?> Find(string id) => await Store.Find(new EntityId("run", id), CancellationToken.None);

    public async Task<long> Ask(string sql) => (long)(await SharedServer.Ask($"set search_path = {Schema}; {sql}"))!;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await SharedServer.Ask($"drop schema if exists {Schema} cascade");
    }
}
