using Runs.Journal.Tests.Contract;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;

namespace Runs.Journal.Tests.Memory;

public sealed class MemoryFixture : IStoreFixture
{
    public IJournalStore Open() => new MemoryJournalStore(StoreContract.ShardCount);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
