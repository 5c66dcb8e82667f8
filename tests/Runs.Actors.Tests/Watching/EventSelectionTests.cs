using System.Text;
using Newtonsoft.Json.Linq;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Actors.Tests.Watching;

/// <summary>Events by cursor, with a cap of bytes.</summary>
public sealed class EventSelectionTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(512)]
    [InlineData(700)]
    [InlineData(5_000)]
    public void Repeated_reads_give_every_event_once_and_in_order_and_no_page_is_larger_than_its_cap(int maxBytes)
    {
        var events = Enumerable.Range(1, 40).Select(i => Steered(i, new string('é', i * 37 % 300))).ToList();
        var (cursor, seen) = (0L, new List<long>());
        while (cursor < events.Count)
        {
            var page = Select(events, new EventQuery { AfterSeq = cursor, MaxBytes = maxBytes });
            page.Taken.ShouldNotBeEmpty();
            page.Taken.Sum(Size).ShouldBeLessThanOrEqualTo(maxBytes);
            page.Taken.ShouldAllBe(stored => stored.Shortened == null || page.Taken.Count == 1);
            seen.AddRange(page.Taken.Select(stored => stored.Seq));
            cursor = page.PassedSeq;
        }

        seen.ShouldBe(events.Select(stored => stored.Seq));
    }

    [Fact]
    public void An_event_that_is_larger_alone_comes_with_its_texts_cut()
    {
        var large = new StoredEvent(7, At, new AttemptFailed(new StepId("s1/a"), 3, new RunError("code", new string('\u00e9', 9_000)), null, new string('\n', 9_000)));
        var taken = Select([large, Steered(8, "next")], new EventQuery { AfterSeq = 6, MaxBytes = 2_000 }).Taken.Single();
        Size(taken).ShouldBeInRange(1_900, 2_000);
        var shown = JObject.Parse(taken.Shortened!);
        ((string?)shown["type"], (string?)shown["step"], (int?)shown["attempt"]).ShouldBe(("attempt-failed", "s1/a", 3));
        ((string?)shown["error"]!["message"]).ShouldEndWith("é…");
    }

    [Fact]
    public void Of_a_step_come_its_own_events_those_in_it_and_the_runs()
    {
        StoredEvent[] events =
        [
            Of(1, "s1/a"), Of(2, "s1/ab"), Of(3, "s1/a/0"), Steered(4, "x"), Of(5, "s1/a~2/0"), Of(6, "s1/b"),
        ];
        var page = Select(events, new EventQuery { Step = new StepId("s1/a") });
        page.Taken.Select(stored => stored.Seq).ShouldBe([1, 3, 4, 5]);
        page.PassedSeq.ShouldBe(6);
    }

    [Fact]
    public void A_limit_ends_a_page_and_the_next_begins_after_it()
    {
        var events = Enumerable.Range(1, 5).Select(i => Steered(i, "x")).ToList();
        var page = Select(events, new EventQuery { AfterSeq = 1, Limit = 2 });
        page.Taken.Select(stored => stored.Seq).ShouldBe([2, 3]);
        page.PassedSeq.ShouldBe(3);
    }

    private static (List<StoredEvent> Taken, long PassedSeq) Select(IEnumerable<StoredEvent> events, EventQuery query)
    {
        var selection = new EventSelection(query);
        List<StoredEvent> taken = [.. events.Select(selection.Take).OfType<StoredEvent>()];
        return (taken, selection.PassedSeq);
    }

    private static StoredEvent Steered(long seq, string text) => new(seq, At, new Steered(text));

    private static StoredEvent Of(long seq, string step) => new(seq, At, new RetryDue(new StepId(step)));

    /// <summary>With its number and its time, as answers have it.</summary>
    private static int Size(StoredEvent stored) => Encoding.UTF8.GetByteCount(
        $$"""{"seq":{{stored.Seq}},"at":"2026-01-02T03:04:05.000Z","event":{{stored.Shortened ?? EventJson.Of(stored.Event)}}{{(stored.Shortened is null ? "" : ",\"shortened\":true")}}}""") + 1;
}
