using Runs.Journal.Tests.Contract;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Sqlite;

public sealed class SqliteDurabilityTests() : DurabilityContract(new SqliteFixture())
{
    [Fact]
    public async Task What_an_earlier_process_owned_is_free_for_any_name()
    {
        await Reopen();

        var next = await Store.Join("another name", Token);

        (await TakeAll(next)).ShouldAllBe(shard => shard.Epoch == 2 && shard.Owner == next.Number);
    }
}
