using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Listing rows, lists and what is due.</summary>
public abstract class ListingContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task A_row_is_read_back_with_all_its_columns()
    {
        var append = New("a");
        append.Row = new ListingRow
        {
            Status = "running",
            Terminal = true,
            Hidden = true,
            Incarnation = Node.Number,
            Strategy = "Release notes",
            StrategyPath = "/strategies/notes.yaml",
            Cwd = "/home",
            Owner = "ada",
            Queue = "default",
            Priority = -3,
            QueuedAt = Noon.AddMinutes(1),
            Limits = "limit:a\nqueue:default/runs",
            Labels = """{"team":"core"}""",
            StartedAt = Noon,
            EndedAt = Noon.AddHours(1),
            WakeAt = DateTimeOffset.MinValue,
        };
        await Committed(append);

        (await Store.FindListed(append.Entity, Token)).ShouldBe(new ListedStream(append.Entity, append.Row, Node.Number));
    }

    [Fact]
    public async Task An_append_without_a_row_leaves_the_row_and_one_with_a_row_replaces_it()
    {
        var first = New("a");
        first.Row = Row("prepared") with { WakeAt = Noon };
        await Committed(first);
        var second = await Committed(After(first));
        (await Store.FindListed(Run("a"), Token))!.Row.ShouldBe(first.Row);

        var third = After(second);
        third.Row = Row("running") with { StartedAt = Noon };
        await Committed(third);

        (await Store.FindListed(Run("a"), Token))!.Row.ShouldBe(third.Row);
        (await Due(DateTimeOffset.MaxValue)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_without_a_row_is_in_no_list()
    {
        await Committed(New("a"));

        (await Store.FindListed(Run("a"), Token)).ShouldBeNull();
        (await Ids(All)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_owner_of_the_shard_is_told_as_it_is_now()
    {
        await List("a", Row());
        await Store.Release(Node, await Store.Shards(Token), Token);

        (await Store.List(All, Token)).Single().ShardOwner.ShouldBe(0);
    }

    [Fact]
    public async Task Lists_go_from_the_newest_start_to_those_without_one_and_by_descending_id()
    {
        await List("b", Row() with { StartedAt = Noon });
        await List("a", Row() with { StartedAt = Noon });
        await List("old", Row() with { StartedAt = Noon.AddDays(-1) });
        await List("new", Row() with { StartedAt = Noon.AddTicks(1) });
        await List("p1", Row());
        await List("p2", Row());

        (await Ids(All)).ShouldBe(["new", "b", "a", "old", "p2", "p1"]);
    }

    [Fact]
    public async Task Filters_are_combined()
    {
        await List("match", Row("failed") with { Cwd = "/x", Owner = "ada" });
        await List("cwd", Row("failed") with { Cwd = "/x/", Owner = "ada" });
        await List("owner", Row("failed") with { Cwd = "/x", Owner = "bob" });
        await List("status", Row("running") with { Cwd = "/x", Owner = "ada" });
        await List("hidden", Row("failed") with { Cwd = "/x", Owner = "ada", Hidden = true });
        await List(new EntityId("queue", "kind"), Row("failed") with { Cwd = "/x", Owner = "ada" });
        var query = All with { Cwd = "/x", Owner = "ada", Statuses = ["completed", "failed"] };

        (await Ids(query)).ShouldBe(["match"]);
        (await Ids(query with { IncludeHidden = true })).ShouldBe(["match", "hidden"]);
        (await Ids(query with { Statuses = null })).ShouldBe(["status", "match"]);
        (await Ids(query with { Statuses = [] })).ShouldBeEmpty();
        (await Ids(All with { Cwd = "/X" })).ShouldBeEmpty();
        (await Ids(All with { Kind = "queue" })).ShouldBe(["kind"]);
    }

    [Fact]
    public async Task Ten_thousand_streams_are_paged_without_gap_or_duplicate()
    {
        var random = new Random(7);
        var expected = new List<string>();
        for (var batch = 0; batch < 100; batch++)
        {
            var appends = Enumerable.Range(batch * 100, 100).Select(i => Listed(Run($"r{i:00000}"), Row() with
            {
                StartedAt = random.Next(4) == 0 ? null : Noon.AddSeconds(random.Next(500)),
                Cwd = i % 2 == 0 ? "/even" : "/odd",
            })).ToList();
            (await Commit(appends)).Kind.ShouldBe(AppendOutcomeKind.Committed);
            expected.AddRange(appends.Where(a => a.Row!.Cwd == "/even").Select(a => a.Entity.Id));
        }

        var seen = new List<ListedStream>();
        var query = All with { Cwd = "/even", Limit = 333 };
        while (await Store.List(query, Token) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(333);
            seen.AddRange(page);
            query = query with { After = new ListingCursor(page[^1].Row.StartedAt, page[^1].Entity.Id) };
        }

        seen.Select(listed => listed.Entity.Id).Order().ShouldBe(expected);
        seen.Zip(seen.Skip(1)).ShouldAllBe(pair => (pair.First.Row.StartedAt ?? default) >= (pair.Second.Row.StartedAt ?? default));
    }

    [Fact]
    public async Task A_page_goes_on_after_its_cursor_even_when_that_stream_is_gone()
    {
        await List("a", Row() with { StartedAt = Noon });
        await List("c", Row() with { StartedAt = Noon });
        await List("d", Row());

        (await Ids(All with { After = new ListingCursor(Noon, "b") })).ShouldBe(["a", "d"]);
        (await Ids(All with { After = new ListingCursor(null, "e") })).ShouldBe(["d"]);
    }

    [Fact]
    public async Task A_page_has_at_least_one_and_at_most_a_thousand()
    {
        (await Commit([.. Enumerable.Range(0, 1001).Select(i => Listed(Run($"r{i}"), Row()))])).Kind.ShouldBe(AppendOutcomeKind.Committed);

        (await Ids(All with { Limit = int.MaxValue })).Count.ShouldBe(1000);
        (await Ids(All with { Limit = 0 })).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_due_comes_earliest_first_and_in_pages()
    {
        await List("always", Row() with { WakeAt = DateTimeOffset.MinValue });
        await List("b", Row() with { WakeAt = Noon });
        await List("a", Row() with { WakeAt = Noon });
        await List(new EntityId("queue", "z"), Row() with { WakeAt = Noon, Hidden = true });
        await List("soon", Row() with { WakeAt = Noon.AddTicks(1) });
        await List("asleep", Row());
        DueStream[] due =
        [
            new(Run("always"), DateTimeOffset.MinValue),
            new(new EntityId("queue", "z"), Noon),
            new(Run("a"), Noon),
            new(Run("b"), Noon),
        ];

        (await Due(Noon)).ShouldBe(due);

        var paged = new List<DueStream>();
        while (await Store.Due(Noon, 1, paged.Count == 0 ? null : paged[^1], Token) is { Count: > 0 } page)
            paged.AddRange(page);
        paged.ShouldBe(due);
    }

    private static ListingQuery All => new() { Kind = "run" };

    private static Append Listed(EntityId entity, ListingRow row)
    {
        var append = New(entity);
        append.Row = row;
        return append;
    }

    private ValueTask<Append> List(string id, ListingRow row) => List(Run(id), row);

    private ValueTask<Append> List(EntityId entity, ListingRow row) => Committed(Listed(entity, row));

    private async ValueTask<IReadOnlyList<string>> Ids(ListingQuery query) => [.. (await Store.List(query, Token)).Select(listed => listed.Entity.Id)];

    private ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until) => Store.Due(until, 100, null, Token);
}
