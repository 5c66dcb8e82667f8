using Runs.Journal.Tests.Contract;
using Runs.Runtime.Journal;
using Runs.Runtime.Journal.Memory;

namespace Runs.Journal.Tests.Memory;

public sealed class MemoryFixture : ILeasedStoreFixture
{
    private readonly SettableTime _time = new();

    public IJournalStore Open() => new MemoryJournalStore(StoreContract.ShardCount, _time);

    public IJournalDump Dump(IJournalStore store) => ((MemoryJournalStore)store).Dump();

    public ValueTask Pass(TimeSpan time)
    {
        _time.Pass(time);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
