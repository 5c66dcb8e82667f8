using Npgsql;
using Runs.Journal.Postgres;
using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Journal;
using Runs.Runtime.Shards;

namespace Runs.Journal.Tests.Postgres;

/// <summary>Nodes of two adjacent versions on one journal, and what happens when its format is raised. There is a format 2 and a 3 for these tests only.</summary>
public sealed class FormatTests : IAsyncLifetime
{
    private static readonly JournalScripts One = JournalScripts.Own;
    private static readonly JournalScripts Two = new([.. One.Texts, "create table notes (note text not null); alter table nodes add column zone text"]);
    private static readonly JournalScripts Three = new([.. Two.Texts, "create table more (x integer)"]);

    private readonly string _schema = SharedServer.NewSchema();
    private readonly List<PostgresJournalStore> _stores = [];
    private PostgresJournalOptions _options = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _options = new PostgresJournalOptions { Connection = (await SharedServer.Get()).SocketConnection(), Schema = _schema, ShardCount = 8 };

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        await SharedServer.Ask($"drop schema if exists {_schema} cascade");
    }

    [Fact]
    public async Task A_new_journal_has_the_newest_format_of_who_makes_it()
    {
        var store = await Open(Two);

        (store.Format, store.NewestFormat).ShouldBe((2, 2));
        (await SharedServer.Ask($"select count(*) from {_schema}.notes")).ShouldBe(0L);
        (await store.RaiseFormat(Token)).ShouldBe(2);
    }

    [Fact]
    public async Task A_newer_node_joins_an_older_one_and_both_own_shards_in_the_older_format()
    {
        var (older, newer, _, newerNode) = await Mixed();

        (older.Format, older.NewestFormat).ShouldBe((1, 1));
        (newer.Format, newer.NewestFormat).ShouldBe((1, 2));
        (await newer.Nodes(Token)).Select(node => (node.Incarnation.Node, node.NewestFormat)).ShouldBe([("older", 1), ("newer", 2)]);
        (await newer.TakeOver(newerNode, [.. (await newer.Shards(Token)).Take(4)], Token)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_format_is_not_raised_while_a_node_lives_that_does_not_know_it()
    {
        var (older, newer, olderNode, _) = await Mixed();

        var refused = await Should.ThrowAsync<JournalException>(() => newer.RaiseFormat(Token).AsTask());

        refused.Code.ShouldBe(DatabaseErrors.Mixed);
        refused.Message.ShouldContain("older");
        newer.Format.ShouldBe(1);
        (await SharedServer.Ask($"select to_regclass('{_schema}.notes')::text")).ShouldBe(DBNull.Value);
        (await older.Renew(olderNode, NodePhase.Up, Token)).ShouldBeTrue();
        (await older.RaiseFormat(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Leases_are_renewed_while_the_scripts_run_and_one_that_comes_back_meanwhile_counts()
    {
        var (older, newer, olderNode, newerNode) = await Mixed();
        await SharedServer.Ask($"update {_schema}.nodes set renewed_at = renewed_at - interval '1 hour' where name = 'older'");
        await using var holding = new NpgsqlConnection((await SharedServer.Get()).SocketConnection() + $";Pooling=false;Search Path={_schema}");
        await holding.OpenAsync(Token);
        await using var transaction = await holding.BeginTransactionAsync(Token);
        await Run(holding, "lock table runs");
        var slow = await Open(new JournalScripts([.. One.Texts, "create table notes (x integer); alter table runs add column y integer"]));

        var raise = slow.RaiseFormat(Token).AsTask();
        await UntilBlocked(1);
        (await newer.Renew(newerNode, NodePhase.Up, Token)).ShouldBeTrue();
        (await older.Renew(olderNode, NodePhase.Up, Token)).ShouldBeTrue();
        await transaction.CommitAsync(Token);

        await ShouldRefuse(() => raise, DatabaseErrors.Mixed, "older");
        (await SharedServer.Ask($"select to_regclass('{_schema}.notes')::text")).ShouldBe(DBNull.Value);
    }

    [Fact]
    public async Task When_the_older_node_has_left_the_format_is_raised_and_the_others_notice_with_their_next_renewal()
    {
        var (older, newer, olderNode, newerNode) = await Mixed();
        var third = await Open(Two);
        var thirdNode = await third.Join(Leased("third"), Token);
        await older.Leave(olderNode, Token);

        (await newer.RaiseFormat(Token)).ShouldBe(2);

        newer.Format.ShouldBe(2);
        third.Format.ShouldBe(1);
        (await third.Renew(thirdNode, NodePhase.Up, Token)).ShouldBeTrue();
        third.Format.ShouldBe(2);
        (await newer.Renew(newerNode, NodePhase.Up, Token)).ShouldBeTrue();
        await ShouldRefuse(() => Open(One).AsTask(), DatabaseErrors.Newer, "format 2");
        await ShouldRefuse(() => older.Join(Leased("older"), Token).AsTask(), DatabaseErrors.Newer, "format 2");
        await ShouldRefuse(() => older.RaiseFormat(Token).AsTask(), DatabaseErrors.Newer, "format 2");
    }

    [Fact]
    public async Task A_node_whose_lease_ran_out_before_and_that_lives_writes_nothing_more()
    {
        var (older, newer, olderNode, _) = await Mixed();
        await older.TakeOver(olderNode, await older.Shards(Token), Token);
        await SharedServer.Ask($"update {_schema}.nodes set renewed_at = renewed_at - interval '1 hour' where name = 'older'");

        (await newer.RaiseFormat(Token)).ShouldBe(2);

        (await older.Renew(olderNode, NodePhase.Up, Token)).ShouldBeFalse();
        (await newer.Shards(Token)).ShouldAllBe(shard => shard.Epoch == 2 && shard.Owner == 0);
        (await older.TakeOver(olderNode, await older.Shards(Token), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_earlier_life_of_a_name_that_was_upgraded_writes_nothing_more()
    {
        var older = await Open(One);
        await older.TakeOver(await older.Join(Leased("same"), Token), await older.Shards(Token), Token);
        var newer = await Open(Two);
        await newer.Join(Leased("same"), Token);

        (await newer.RaiseFormat(Token)).ShouldBe(2);

        (await newer.Shards(Token)).ShouldAllBe(shard => shard.Epoch == 2 && shard.Owner == 0);
    }

    [Fact]
    public async Task What_nodes_own_that_know_the_format_stays_theirs()
    {
        var (older, newer, olderNode, newerNode) = await Mixed();
        await newer.TakeOver(newerNode, await newer.Shards(Token), Token);
        await older.Leave(olderNode, Token);

        await newer.RaiseFormat(Token);

        (await newer.Shards(Token)).ShouldAllBe(shard => shard.Epoch == 1 && shard.Owner == newerNode.Number);
    }

    [Fact]
    public async Task A_journal_that_is_two_formats_older_says_what_to_do()
    {
        await Open(One);

        await ShouldRefuse(() => Open(Three).AsTask(), DatabaseErrors.Older, "knows format 2");
    }

    [Fact]
    public async Task A_script_that_fails_changes_nothing()
    {
        await Open(One);
        var broken = await Open(new JournalScripts([.. One.Texts, "create table notes (x integer); create table notes (x integer)"]));

        await ShouldRefuse(() => broken.RaiseFormat(Token).AsTask(), DatabaseErrors.Failed, "notes");

        (await SharedServer.Ask($"select value from {_schema}.meta where name = 'format'")).ShouldBe(1L);
        (await SharedServer.Ask($"select to_regclass('{_schema}.notes')::text")).ShouldBe(DBNull.Value);
    }

    [Fact]
    public async Task A_script_that_waits_for_a_lock_gives_up_before_the_appends_behind_it_do()
    {
        _options = _options with { StatementTimeout = TimeSpan.FromSeconds(2) };
        await Open(One);
        var newer = await Open(Two);
        await using var reading = new NpgsqlConnection((await SharedServer.Get()).SocketConnection() + $";Pooling=false;Search Path={_schema}");
        await reading.OpenAsync(Token);
        await using var transaction = await reading.BeginTransactionAsync(Token);
        await Run(reading, "select from nodes");

        await ShouldRefuse(() => newer.RaiseFormat(Token).AsTask(), DatabaseErrors.Failed, "in time");

        await transaction.CommitAsync(Token);
        (await newer.RaiseFormat(Token)).ShouldBe(2);
    }

    [Fact]
    public async Task Who_joins_while_the_format_is_raised_waits_and_is_refused_when_it_is_too_old()
    {
        var older = await Open(One);
        var newer = await Open(Two);
        await using var raising = new NpgsqlConnection((await SharedServer.Get()).SocketConnection() + $";Pooling=false;Search Path={_schema}");
        await raising.OpenAsync(Token);
        await using var transaction = await raising.BeginTransactionAsync(Token);
        await Run(raising, "select value from meta where name = 'format' for update");

        var joins = (Older: older.Join(Leased("older"), Token).AsTask(), Newer: newer.Join(Leased("newer"), Token).AsTask());
        await UntilBlocked(2);
        await Run(raising, "update meta set value = 2 where name = 'format'");
        await transaction.CommitAsync(Token);

        await ShouldRefuse(() => joins.Older, DatabaseErrors.Newer, "format 2");
        await joins.Newer;
        newer.Format.ShouldBe(2);
        (await newer.Nodes(Token)).ShouldHaveSingleItem().Incarnation.Node.ShouldBe("newer");
    }

    [Fact]
    public async Task Raising_waits_for_who_joins_and_is_refused_when_that_is_too_old()
    {
        await Open(One);
        var newer = await Open(Two);
        await using var joining = new NpgsqlConnection((await SharedServer.Get()).SocketConnection() + $";Pooling=false;Search Path={_schema}");
        await joining.OpenAsync(Token);
        await using var transaction = await joining.BeginTransactionAsync(Token);
        await Run(joining, "select value from meta where name = 'format' for update");

        var raise = newer.RaiseFormat(Token).AsTask();
        await UntilBlocked(1);
        await Run(joining, "insert into nodes select 'older', nextval('incarnations'), '', '', '', 1, 1, null, now(), now()");
        await transaction.CommitAsync(Token);

        await ShouldRefuse(() => raise, DatabaseErrors.Mixed, "older");
    }

    private static NodeRegistration Leased(string name) => new(name) { Lease = TimeSpan.FromMinutes(10) };

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task ShouldRefuse(Func<Task> act, string code, string word)
    {
        var refused = await Should.ThrowAsync<JournalException>(act);
        refused.Code.ShouldBe(code, refused.Message);
        refused.Message.ShouldContain(word);
    }

    private async Task UntilBlocked(int count) => await SharedServer.Until(
        $"select count(*) >= {count} from pg_stat_activity a where wait_event_type = 'Lock' and exists (select from pg_locks l where l.pid = a.pid and l.relation = '{_schema}.meta'::regclass)",
        $"{count} that wait for the format");

    private async ValueTask<(PostgresJournalStore Older, PostgresJournalStore Newer, NodeIncarnation OlderNode, NodeIncarnation NewerNode)> Mixed()
    {
        var older = await Open(One);
        var olderNode = await older.Join(Leased("older"), Token);
        var newer = await Open(Two);
        return (older, newer, olderNode, await newer.Join(Leased("newer"), Token));
    }

    private async ValueTask<PostgresJournalStore> Open(JournalScripts scripts)
    {
        var store = await PostgresJournalStore.Open(_options, scripts, Token);
        _stores.Add(store);
        return store;
    }
}
