using Runs.Runtime.Journal;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Cells;

public sealed class RecoveryTests
{
    private static readonly JournalException Unavailable = new("journal.unavailable", "The connection broke.");

    private readonly NodeWorld _world = new()
    {
        Options = new() { Cells = new() { RecoveryConcurrency = 3, RecoveryPageBytes = 1, PassivateAfter = TimeSpan.FromSeconds(1) } },
    };

    [Fact]
    public void A_bounded_number_of_cells_reads_at_a_time_and_all_of_them_get_there() => _world.Run(async () =>
    {
        var (reading, most) = (0, 0);
        _world.Journal.OnFind = async _ =>
        {
            most = Math.Max(most, ++reading);
            await _world.Pass(TimeSpan.FromMilliseconds(10));
            reading--;
        };
        (await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _world.Count($"p{i}", "c")))).ShouldAllBe(reply => reply.Refusal == null);
        most.ShouldBe(3);
    });

    [Fact]
    public void A_stream_is_folded_page_by_page() => _world.Run(async () =>
    {
        for (var i = 0; i < 10; i++)
            await _world.Count("a", $"c{i}");
        await Passivated("a");
        _world.Journal.Pages.ShouldBe(0);
        (await _world.State("a")).Sum.ShouldBe(10);
        _world.Journal.Pages.ShouldBe(11);
    });

    [Fact]
    public void An_unreadable_journal_delays_a_recovery_without_end_but_never_quarantines() => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        await Passivated("a");
        var tries = 0;
        _world.Journal.OnFind = _ =>
        {
            tries++;
            throw Unavailable;
        };
        var waiting = _world.Count("a", "waiting");
        await _world.Pass(TimeSpan.FromSeconds(20));
        tries.ShouldBeInRange(5, 15);
        _world.Journal.OnFind = _ => ValueTask.CompletedTask;
        (await waiting).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "waiting"]);
        _world.Listener.Failures.ShouldAllBe(failure => !failure.Quarantined);
    });

    [Fact]
    public void A_gap_in_the_stream_is_never_folded_over() => _world.Run(async () =>
    {
        await _world.Count("a", "first");
        await _world.Count("a", "second");
        await Passivated("a");
        _world.Journal.OnRead = page => [.. page.Select(stored => stored.FirstSeq == 2 ? stored with { FirstSeq = 3, LastSeq = 3 } : stored)];
        (await _world.Count("a", "refused")).Refusal!.Code.ShouldBe(RefusalCodes.Quarantined);
        _world.Listener.Failures[0].Error.ShouldBeOfType<JournalException>().Code.ShouldBe("journal.gap");
    });

    [Fact]
    public void Poison_is_quarantined_after_some_tries_and_released_by_a_later_command() => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        await Passivated("a");
        _world.Hooks.OnDecode = _ => throw new InvalidDataException("An event that nobody knows.");
        var waiting = new[] { _world.Count("a", "c1"), _world.Count("a", "c2") };
        (await Task.WhenAll(waiting)).ShouldAllBe(reply => reply.Refusal!.Code == RefusalCodes.Quarantined);
        _world.Listener.Failures.Select(failure => failure.Quarantined).ShouldBe([false, false, false, false, true]);
        (await _world.Count("a", "too soon")).Refusal!.Code.ShouldBe(RefusalCodes.Quarantined);
        await _world.Pass(TimeSpan.FromHours(1));
        _world.Listener.Failures.Count.ShouldBe(5, "something was tried by itself");
        (await _world.Count("b", "other")).Refusal.ShouldBeNull();

        _world.Hooks.OnDecode = _ => { };
        (await _world.Count("a", "releases")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "releases"]);
    });

    private async Task Passivated(string probe) => await _world.Until(() => _world.Listener.Passivations.Contains(probe), "the passivation");
}
