using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Journal.Tests.Contract;

/// <summary>Which streams wait in which queue.</summary>
public abstract class QueueContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task Those_that_wait_come_by_priority_and_then_by_how_long()
    {
        await Wait("late", Noon.AddTicks(1));
        await Wait("b", Noon);
        await Wait("a", Noon);
        await Wait(new EntityId("kin", "z"), Row() with { Queue = "default", QueuedAt = Noon });
        await Wait("urgent", Noon.AddHours(1), priority: 7);
        await Wait("least", Noon.AddHours(-1), priority: int.MinValue);
        await Wait("elsewhere", Noon, queue: "other");
        await Wait(Run("idle"), Row() with { Queue = "default", Priority = 9 });
        await Wait(Run("nowhere"), Row() with { QueuedAt = Noon });

        (await Ids("default")).ShouldBe(["urgent", "z", "a", "b", "late", "least"]);
        (await Ids("other")).ShouldBe(["elsewhere"]);
        (await Ids("")).ShouldBe(["nowhere"]);
        (await Ids("Default")).ShouldBeEmpty();
        (await Store.Queued("default", null, 0, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_waits_is_told_with_what_it_needs()
    {
        await Wait(Run("a"), Row("done") with { Hidden = true, Queue = "default", Priority = -2, QueuedAt = Noon, Limits = "limit:x\nlimit:y" });

        var waiting = (await Store.Queued("default", null, 10, Token)).ShouldHaveSingleItem();

        waiting.ShouldBe(new QueuedStream(Run("a"), -2, Noon, "limit:x\nlimit:y"));
        waiting.Cursor.ShouldBe(new QueuedCursor(-2, Noon, Run("a")));
    }

    [Fact]
    public async Task A_new_row_moves_a_stream_and_an_append_without_one_does_not()
    {
        await Wait("b", Noon);
        var first = await Wait("a", Noon);
        var second = await Committed(After(first));
        (await Ids("default")).ShouldBe(["a", "b"]);

        var third = await Wait(After(second), Row() with { Queue = "default", QueuedAt = Noon.AddSeconds(1) });
        (await Ids("default")).ShouldBe(["b", "a"]);

        var fourth = await Wait(After(third), Row() with { Queue = "other", QueuedAt = Noon });
        (await Ids("default")).ShouldBe(["b"]);
        (await Ids("other")).ShouldBe(["a"]);

        await Wait(After(fourth), Row() with { Queue = "other" });
        (await Ids("other")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_erased_stream_waits_no_longer_and_a_refused_append_never_does()
    {
        var gone = After(await Wait("gone", Noon));
        gone.Erase = true;
        await Committed(gone);
        var late = New("late");
        (late.FirstSeq, late.Row) = (2, Row() with { Queue = "default", QueuedAt = Noon });
        await ShouldRefuse(AppendOutcomeKind.Conflict, late);

        (await Ids("default")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_goes_on_after_its_cursor_even_when_that_stream_waits_no_longer()
    {
        await Wait("a", Noon, priority: 1);
        await Wait("c", Noon, priority: 1);
        await Wait("d", Noon.AddHours(-1));

        (await Ids("default", new QueuedCursor(1, Noon, Run("b")))).ShouldBe(["c", "d"]);
        (await Ids("default", new QueuedCursor(1, Noon, Run("c")))).ShouldBe(["d"]);
        (await Ids("default", new QueuedCursor(2, Noon, Run("z")))).ShouldBe(["a", "c", "d"]);
        (await Ids("default", new QueuedCursor(0, Noon, Run("a")))).ShouldBeEmpty();
        (await Ids("default", new QueuedCursor(int.MinValue, Noon, Run("a")))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Twenty_thousand_that_wait_are_paged_without_gap_or_duplicate()
    {
        var random = new Random(11);
        var expected = new List<QueuedStream>();
        for (var batch = 0; batch < 40; batch++)
        {
            var appends = Enumerable.Range(batch * 500, 500).Select(i =>
            {
                var append = New($"r{i:00000}");
                append.Row = Row() with { Queue = "default", Priority = random.Next(-1, 2), QueuedAt = Noon.AddSeconds(random.Next(2000)), Limits = "queue:default/runs" };
                return append;
            }).ToList();
            (await Commit(appends)).Kind.ShouldBe(AppendOutcomeKind.Committed);
            expected.AddRange(appends.Select(a => new QueuedStream(a.Entity, a.Row!.Priority, a.Row.QueuedAt!.Value, a.Row.Limits)));
        }

        var seen = new List<QueuedStream>();
        while (await Store.Queued("default", seen.Count == 0 ? null : seen[^1].Cursor, 97, Token) is { Count: > 0 } page)
            seen.AddRange(page);

        seen.ShouldBe(expected.OrderByDescending(s => s.Priority).ThenBy(s => s.QueuedAt).ThenBy(s => s.Entity.Id, StringComparer.Ordinal));
    }

    private ValueTask<Append> Wait(string id, DateTimeOffset since, int priority = 0, string queue = "default") =>
        Wait(Run(id), Row() with { Queue = queue, Priority = priority, QueuedAt = since });

    private ValueTask<Append> Wait(EntityId entity, ListingRow row) => Wait(New(entity), row);

    private ValueTask<Append> Wait(Append append, ListingRow row)
    {
        append.Row = row;
        return Committed(append);
    }

    private async ValueTask<IReadOnlyList<string>> Ids(string queue, QueuedCursor? after = null) =>
        [.. (await Store.Queued(queue, after, 100, Token)).Select(waiting => waiting.Entity.Id)];
}
