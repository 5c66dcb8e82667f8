using Runs.Journal.Postgres;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Postgres;

/// <summary>The order of a dump where several nodes have written: none that waited for another comes before it.</summary>
public sealed class DumpOrderTests : IAsyncLifetime
{
    private const int Writers = 4;
    private const int Holds = 60;

    private readonly string _schema = SharedServer.NewSchema();
    private PostgresJournalOptions _options = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _options = new PostgresJournalOptions
    {
        Connection = (await SharedServer.Get()).SocketConnection(),
        Schema = _schema,
        ShardCount = Writers,
        Readers = 1,
    };

    public async ValueTask DisposeAsync() => await SharedServer.Ask($"drop schema {_schema} cascade");

    [Fact]
    public async Task Holders_of_one_slot_in_several_nodes_come_one_after_the_other()
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(Hold));

        await using var dump = await PostgresJournalDump.Open(_options, Token);
        var moves = await dump.Appends(Token).Select(append => System.Text.Encoding.UTF8.GetString(append.Data.Span)).Where(text => text != "begin").ToListAsync(Token);

        moves.Count.ShouldBe(2 * Writers * Holds);
        moves.Chunk(2).ShouldAllBe(pair => pair[0].StartsWith("take ") && pair[1] == pair[0].Replace("take", "give"));
        moves.Select(move => long.Parse(move.Split(' ')[1])).ShouldBe(moves.Select(move => long.Parse(move.Split(' ')[1])).Order());
    }

    // Each takes the one slot over and over, and gives it back in its next append.
    private async Task Hold(int writer)
    {
        await using var store = await PostgresJournalStore.Open(_options, Token);
        var node = await store.Join($"n{writer}", Token);
        (await store.TakeOver(node, [(await store.Shards(Token))[writer]], Token)).ShouldHaveSingleItem();
        var append = new Append { Entity = new EntityId("run", $"r{writer}"), Shard = writer, Epoch = 1, FirstSeq = 1, Count = 1, Data = "begin"u8.ToArray() };
        await Committed(store, append);
        for (var held = 0; held < Holds;)
        {
            var generation = (await store.Permits("limit", Token) is [var slot] ? slot.Generation : 0) + 1;
            (append.FirstSeq, append.Data, append.Claims, append.Releases) = (append.LastSeq + 1, Text($"take {generation}"), [new PermitClaim("limit", 0, generation, "", 0)], []);
            var outcome = await store.Commit([append]);
            if (outcome.Kind != AppendOutcomeKind.Committed)
            {
                outcome.Refusals.ShouldHaveSingleItem().Outcome.Kind.ShouldBe(AppendOutcomeKind.SlotTaken);
                append.FirstSeq--;
                continue;
            }

            (append.FirstSeq, append.Data, append.Claims, append.Releases) = (append.LastSeq + 1, Text($"give {generation}"), [], [new PermitRelease("limit", 0)]);
            await Committed(store, append);
            held++;
        }
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static async Task Committed(PostgresJournalStore store, Append append) =>
        (await store.Commit([append])).Kind.ShouldBe(AppendOutcomeKind.Committed);
}
