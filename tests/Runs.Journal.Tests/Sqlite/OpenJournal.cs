using Runs.Journal.Sqlite;
using Runs.Journal.Sqlite.Native;
using Runs.Journal.Tests.Contract;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;
using SQLitePCL;

namespace Runs.Journal.Tests.Sqlite;

/// <summary>A journal in a temporary directory whose shards are owned, in epoch 1 if it is new.</summary>
internal sealed class OpenJournal : IAsyncDisposable
{
    private readonly DataDirectory _held;

    private OpenJournal(TemporaryDirectory directory, DataDirectory held)
    {
        Directory = directory;
        _held = held;
        Store = SqliteJournalStore.Open(held, new SqliteJournalOptions { ShardCount = StoreContract.ShardCount });
    }

    internal TemporaryDirectory Directory { get; }

    internal SqliteJournalStore Store { get; }

    internal string JournalPath => _held.JournalPath;

    internal static async ValueTask<OpenJournal> In(TemporaryDirectory directory)
    {
        var journal = new OpenJournal(directory, DataDirectory.Open(directory.Path));
        var node = await journal.Store.Join("one", CancellationToken.None);
        await journal.Store.TakeOver(node, await journal.Store.Shards(CancellationToken.None), CancellationToken.None);
        return journal;
    }

    /// <summary>A directory with a journal of one stream, closed in good order.</summary>
    internal static async ValueTask Leave(TemporaryDirectory directory, string id)
    {
        await using var journal = await In(directory);
        (await journal.Commit(id)).Kind.ShouldBe(AppendOutcomeKind.Committed);
    }

    internal static Append New(string id, int size = 100) => new()
    {
        Entity = new EntityId("run", id),
        Shard = Sharding.ShardOf(new EntityId("run", id), StoreContract.ShardCount),
        Epoch = 1,
        FirstSeq = 1,
        Count = 1,
        Data = new byte[size],
        Row = new ListingRow { Status = "running" },
    };

    internal ValueTask<BatchOutcome> Commit(string id, int size = 100) => Store.Commit([New(id, size)]);

    internal ValueTask<StreamHead?> Find(string id) => Store.Find(new EntityId("run", id), CancellationToken.None);

    /// <summary>Does what another program might.</summary>
    internal void Meddle(string sql)
    {
        using var connection = Connection.Open(JournalPath, raw.SQLITE_OPEN_READWRITE);
        connection.Execute(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _held.Dispose();
    }
}
