using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Lanes;
using Runs.Runtime.Tests.Probes;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Nodes;

public sealed class WakerTests
{
    private readonly NodeWorld _world = new()
    {
        Options = new() { WakeHorizon = TimeSpan.FromSeconds(60), Cells = new() { PassivateAfter = TimeSpan.FromSeconds(1) } },
    };

    [Fact]
    public void A_start_wakes_what_fell_due_while_nobody_was_there() => _world.RunBare(async () =>
    {
        await _world.Start();
        foreach (var probe in Enumerable.Range(0, 1200).Select(i => $"p{i}"))
            await _world.Ask(probe, new WakeIn(TimeSpan.FromMinutes(10)));
        await _world.Node.Stop();
        await _world.Pass(TimeSpan.FromHours(1));

        var woken = Woken();
        await _world.Start();
        await _world.Until(() => woken.Count == 1200, "the wake-ups", TimeSpan.FromSeconds(10));
        await _world.Pass(TimeSpan.FromMinutes(5));
        woken.Count.ShouldBe(1200);
        await _world.Node.Stop();
    });

    [Fact]
    public void Nothing_wakes_by_itself_when_the_options_say_so()
    {
        var world = new NodeWorld { Options = _world.Options with { WakeDueStreams = false } };
        world.RunBare(async () =>
        {
            await world.Start();
            await world.Ask("a", new WakeIn(TimeSpan.FromSeconds(30)));
            await world.Node.Stop();
            await world.Start();
            await world.Pass(TimeSpan.FromHours(1));
            world.Node.LiveCells.ShouldBe(0);
            world.Listener.Recoveries.Count.ShouldBe(1);
            (await world.State("a")).Woken.ShouldBe(0);
            await world.Pass(TimeSpan.FromMilliseconds(10));
            (await world.State("a")).Woken.ShouldBe(1);
            await world.Node.Stop();
        });
    }

    [Fact]
    public void A_stream_that_is_stored_and_passivated_while_the_index_is_read_is_not_missed() => _world.Run(async () =>
    {
        await _world.Pass(TimeSpan.FromSeconds(25));
        var read = new TaskCompletionSource();
        var isReading = false;
        _world.Journal.OnDue = async due =>
        {
            var page = await due();
            isReading = true;
            await read.Task;
            return page;
        };
        await _world.Until(() => isReading, "the read ahead");

        // Beyond what was read before, within what is being read, and too late for its page.
        await _world.Ask("a", new WakeIn(TimeSpan.FromSeconds(50)));
        await _world.Until(() => _world.Node.LiveCells == 0, "the passivation");
        read.SetResult();
        await _world.Pass(TimeSpan.FromSeconds(55));
        (await _world.State("a")).Woken.ShouldBe(1);
    });

    [Fact]
    public void Equal_times_over_many_pages_and_the_very_edge_of_a_read_are_all_woken() => _world.Run(async () =>
    {
        var edge = _world.Kernel.Now + _world.Options.WakeHorizon;
        var woken = Woken();
        for (var i = 0; i < 700; i++)
            await _world.Ask($"p{i}", new WakeIn(edge - _world.Kernel.Now));
        await _world.Pass(TimeSpan.FromSeconds(70));
        woken.Count.ShouldBe(700);
    });

    [Fact]
    public void An_index_that_cannot_be_read_is_read_again_soon_whatever_it_threw() => _world.RunBare(async () =>
    {
        await _world.Start();
        await _world.Ask("a", new WakeIn(TimeSpan.FromSeconds(30)));
        await _world.Node.Stop();
        await _world.Pass(TimeSpan.FromSeconds(60));
        var failures = new Queue<Exception>([new JournalException("journal.unavailable", "Gone."), new InvalidOperationException("A bug.")]);
        _world.Journal.OnDue = due => failures.TryDequeue(out var failure) ? throw failure : due();
        var woken = Woken();
        await _world.Start();
        await _world.Until(() => woken.Count == 1, "the wake-up", TimeSpan.FromSeconds(5));
        await _world.Node.Stop();
    });

    [Fact]
    public void A_due_stream_of_a_kind_that_nobody_knows_here_does_not_end_the_waking_of_others() => _world.Run(async () =>
    {
        var stranger = new Append
        {
            Entity = new EntityId("stranger", "s"),
            Epoch = 1,
            FirstSeq = 1,
            Count = 1,
            Row = new ListingRow { Status = "due", WakeAt = _world.Kernel.Now + TimeSpan.FromSeconds(100) },
        };
        await _world.Count("a", "c");
        (await _world.Node.Lane.Append(new AppendTicket(stranger))).Kind.ShouldBe(AppendOutcomeKind.Committed);
        await _world.Ask("a", new WakeIn(TimeSpan.FromSeconds(200)));
        var woken = Woken();
        await _world.Pass(TimeSpan.FromSeconds(201));
        woken.Count.ShouldBe(1);
    });

    private List<string> Woken()
    {
        var woken = new List<string>();
        _world.Hooks.OnReconcile = (id, state) =>
        {
            if (state.Woken > 0 && !woken.Contains(id))
                woken.Add(id);
        };
        return woken;
    }
}
