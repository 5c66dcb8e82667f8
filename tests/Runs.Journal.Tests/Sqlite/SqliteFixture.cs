using Runs.Journal.Sqlite;
using Runs.Journal.Tests.Contract;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Sqlite;

public sealed class SqliteFixture : IPersistentStoreFixture
{
    private readonly TemporaryDirectory _temporary = new();
    private DataDirectory? _directory;

    public IJournalStore Open()
    {
        _directory = DataDirectory.Open(_temporary.Path);
        return SqliteJournalStore.Open(_directory, new SqliteJournalOptions { ShardCount = StoreContract.ShardCount });
    }

    public IJournalDump Dump(IJournalStore store) => SqliteJournalDump.Open(_temporary.Path);

    public async ValueTask<IJournalStore> Reopen(IJournalStore store)
    {
        await store.DisposeAsync();
        _directory?.Dispose();
        return Open();
    }

    public ValueTask DisposeAsync()
    {
        _directory?.Dispose();
        _temporary.Dispose();
        return ValueTask.CompletedTask;
    }
}
