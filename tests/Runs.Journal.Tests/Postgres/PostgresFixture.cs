using Runs.Journal.Postgres;
using Runs.Journal.Tests.Contract;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Postgres;

/// <summary>A journal in a schema of its own, which is gone afterwards.</summary>
public sealed class PostgresFixture : ILeasedStoreFixture, IPersistentStoreFixture
{
    private readonly string _schema = SharedServer.NewSchema();

    public IJournalStore Open() => Wait(async () => await PostgresJournalStore.Open(await Options()));

    public IJournalDump Dump(IJournalStore store) => Wait(async () => await PostgresJournalDump.Open(await Options()));

    public async ValueTask<IJournalStore> Reopen(IJournalStore store)
    {
        await store.DisposeAsync();
        return await PostgresJournalStore.Open(await Options());
    }

    /// <summary>The clock is the server's, so what it has written is moved back instead.</summary>
    public async ValueTask Pass(TimeSpan time) =>
        await SharedServer.Ask($"update {_schema}.nodes set renewed_at = renewed_at - interval '{time.TotalSeconds} seconds'");

    public async ValueTask DisposeAsync() => await SharedServer.Ask($"drop schema if exists {_schema} cascade");

    private async Task<PostgresJournalOptions> Options() => new()
    {
        Connection = (await SharedServer.Get()).SocketConnection(),
        Schema = _schema,
        ShardCount = StoreContract.ShardCount,
        Readers = 2,
    };

    // The contract opens its stores in a constructor.
    private static T Wait<T>(Func<Task<T>> open) => Task.Run(open).GetAwaiter().GetResult();
}
