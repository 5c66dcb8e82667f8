using Npgsql;
using Runs.Journal.Postgres;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Postgres;

/// <summary>Nodes that join, take over and renew at the same time, each over connections of its own.</summary>
public sealed class ShardRaceTests : IAsyncLifetime
{
    private const int ShardCount = 32;

    private readonly string _schema = SharedServer.NewSchema();
    private readonly List<PostgresJournalStore> _stores = [];
    private string _connection = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = (await SharedServer.Get()).SocketConnection();
        for (var i = 0; i < 3; i++)
            _stores.Add(await PostgresJournalStore.Open(new PostgresJournalOptions { Connection = _connection, Schema = _schema, ShardCount = ShardCount }, Token));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        await SharedServer.Ask($"drop schema {_schema} cascade");
    }

    [Fact]
    public async Task Takers_of_the_same_shards_in_any_order_share_them_and_never_wait_in_a_ring()
    {
        var nodes = await Task.WhenAll(_stores.Select((store, i) => store.Join(Leased($"n{i}"), Token).AsTask()));
        var owners = new Dictionary<(int Shard, long Epoch), long>();
        for (var round = 0; round < 60; round++)
        {
            var seen = await _stores[0].Shards(Token);
            var taken = await Task.WhenAll(_stores.Select((store, i) =>
            {
                var random = new Random((round * 3) + i);
                return store.TakeOver(nodes[i], [.. seen.OrderBy(_ => random.Next())], Token).AsTask();
            }));

            taken.Sum(one => one.Count).ShouldBe(ShardCount);
            foreach (var shard in taken.SelectMany(one => one))
                owners.TryAdd((shard.Shard, shard.Epoch), shard.Owner).ShouldBeTrue($"shard {shard.Shard} was taken twice in epoch {shard.Epoch}");
            await Task.WhenAll(_stores.Select((store, i) => store.Release(nodes[i], [.. taken[i].Reverse()], Token).AsTask()));
        }

        owners.Count.ShouldBe(60 * ShardCount);
    }

    [Fact]
    public async Task Lives_of_one_name_that_begin_at_once_get_increasing_numbers_and_the_greatest_is_the_one_that_counts()
    {
        var lives = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => _stores[i % 3].Join(Leased("same"), Token).AsTask()));

        lives.Select(life => life.Number).Distinct().Count().ShouldBe(30);
        var latest = lives.MaxBy(life => life.Number);
        (await _stores[0].Nodes(Token)).ShouldHaveSingleItem().Incarnation.ShouldBe(latest);
        foreach (var life in lives)
            (await _stores[1].Renew(life, NodePhase.Up, Token)).ShouldBe(life == latest);
    }

    [Fact]
    public async Task A_takeover_that_waits_for_an_append_costs_its_node_no_lease_and_sees_the_life_that_it_is_of_end()
    {
        var node = await _stores[0].Join(Leased("one"), Token);
        await using var append = await Hold(3, "an append");
        var takeover = _stores[0].TakeOver(node, await _stores[0].Shards(Token), Token).AsTask();
        await UntilBlocked();

        (await _stores[0].Renew(node, NodePhase.Up, Token)).ShouldBeTrue();
        // A newer life has to wait until it is known what the older one took.
        var newer = _stores[1].Join(Leased("one"), Token).AsTask();
        await append.DisposeAsync();

        (await takeover).Count.ShouldBe(ShardCount);
        (await _stores[1].TakeOver(await newer, await _stores[1].Shards(Token), Token)).Count.ShouldBe(ShardCount);
        (await _stores[0].TakeOver(node, await _stores[0].Shards(Token), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_was_frozen_in_the_middle_of_an_append_keeps_nobody_from_its_shards()
    {
        var node = await _stores[0].Join(Leased("one"), Token);
        await using var frozen = await Hold(3, "runs lane");

        (await _stores[0].TakeOver(node, await _stores[0].Shards(Token), Token)).Count.ShouldBe(ShardCount);

        await Should.ThrowAsync<NpgsqlException>(async () => await Run(frozen, "select 1"));
    }

    [Fact]
    public async Task A_takeover_that_waits_for_something_else_fails_in_time()
    {
        var node = await _stores[0].Join(Leased("one"), Token);
        await using var other = await Hold(3, "an operator");

        var failed = await Should.ThrowAsync<JournalException>(async () => await _stores[0].TakeOver(node, await _stores[0].Shards(Token), Token));

        failed.Code.ShouldBe(DatabaseErrors.Failed);
        failed.Message.ShouldContain("in time");
        await Run(other, "select 1");
    }

    [Fact]
    public async Task Nodes_that_have_been_gone_for_long_are_forgotten_and_those_without_a_lease_are_not()
    {
        var store = _stores[0];
        await store.Join("alone", Token);
        await store.Leave(await store.Join(Leased("left"), Token), Token);
        await store.Join(Leased("dead"), Token);
        await store.Join(Leased("recent"), Token);
        await SharedServer.Ask($"update {_schema}.nodes set renewed_at = renewed_at - interval '8 days' where name <> 'recent'");

        await store.Join(Leased("new"), Token);

        (await store.Nodes(Token)).Select(node => node.Incarnation.Node).ShouldBe(["alone", "recent", "new"]);
    }

    private static NodeRegistration Leased(string name) => new(name) { Lease = TimeSpan.FromMinutes(10) };

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>Locks a shard as an append does, until it is disposed of.</summary>
    private async Task<NpgsqlConnection> Hold(int shard, string who)
    {
        var connection = new NpgsqlConnection($"{_connection};Pooling=false;Search Path={_schema};Application Name={who}");
        await connection.OpenAsync(Token);
        await Run(connection, $"begin; select from shards where shard_id = {shard} for share");
        return connection;
    }

    private async Task UntilBlocked() => await SharedServer.Until(
        $"select exists (select from pg_stat_activity a where wait_event_type = 'Lock' and exists (select from pg_locks l where l.pid = a.pid and l.relation = '{_schema}.shards'::regclass))",
        "a takeover that waits for a lock");
}
