using Runs.Journal.Tests.Contract;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;

namespace Runs.Journal.Tests.Memory;

public sealed class MemoryFixture : IStoreFixture
{
    public bool IsPersistent => false;

    public IJournalStore Open() => new MemoryJournalStore(StoreContract.ShardCount);

    public ValueTask<IJournalStore> Reopen(IJournalStore store) => throw new NotSupportedException("A journal in memory ends with its process.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
