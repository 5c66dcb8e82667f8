using Runs.Runtime.Journal;
using Runs.Runtime.Tests.Probes;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Cells;

public sealed class TurnTests
{
    private readonly NodeWorld _world = new();

    [Fact]
    public void Commands_that_wait_together_share_one_append_and_are_answered_after_its_commit() => _world.Run(async () =>
    {
        await _world.Count("a", "first");
        var committed = false;
        _world.Journal.OnCommit = async (_, commit) =>
        {
            var outcome = await commit();
            await _world.Pass(TimeSpan.FromSeconds(1));
            committed = true;
            return outcome;
        };
        _world.Journal.Batches.Clear();
        var asks = Enumerable.Range(0, 10).Select(i => _world.Count("a", $"c{i}", i == 3 ? -1 : 1)).ToList();
        await Task.WhenAny(asks);
        committed.ShouldBeTrue("a command was answered before it was stored");
        var replies = await Task.WhenAll(asks);
        replies[3].Refusal!.Code.ShouldBe("probe.negative");
        replies.Count(reply => reply.Refusal is null).ShouldBe(9);
        _world.Journal.Batches.ShouldHaveSingleItem().ShouldBe([("a", 9)]);
    });

    [Fact]
    public void A_turn_without_events_stores_nothing() => _world.Run(async () =>
    {
        (await _world.State("a")).Sum.ShouldBe(0);
        (await _world.Count("a", "refused", -1)).Refusal!.Code.ShouldBe("probe.negative");
        _world.Journal.Batches.ShouldBeEmpty();
        (await _world.Stored("a")).ShouldBeEmpty();
    });

    [Fact]
    public void A_full_turn_leaves_the_rest_to_the_next_one() => _world.Run(async () =>
    {
        var began = _world.Kernel.Now;
        (await Task.WhenAll(Enumerable.Range(0, 150).Select(i => _world.Count("a", $"c{i}")))).ShouldAllBe(reply => reply.Refusal == null);
        _world.Journal.Batches.Select(batch => batch.Single().Count).ShouldBe([64, 64, 22]);
        (_world.Kernel.Now - began).ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
    });

    [Fact]
    public void What_the_journal_did_not_write_changes_nothing_and_is_not_tried_hotly() => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        await _world.Ask("a", new WakeIn(TimeSpan.FromSeconds(1)));
        _world.Journal.OnCommit = (_, _) => ValueTask.FromResult(BatchOutcome.NotWritten("the disk is full"));
        (await _world.Count("a", "refused")).Refusal!.Code.ShouldBe(RefusalCodes.NotWritten);
        (await _world.State("a")).Sum.ShouldBe(1);
        _world.Journal.Batches.Clear();
        await _world.Pass(TimeSpan.FromMinutes(1));
        _world.Journal.Batches.Count.ShouldBeInRange(10, 100, "tries of the due wake-up while the disk is full");
        _world.Journal.OnCommit = (_, commit) => commit();
        await _world.Pass(TimeSpan.FromSeconds(2));
        (await _world.State("a")).Woken.ShouldBe(1);
        (await _world.Count("a", "after")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "wake", "woken", "after"]);
        _world.Listener.Doubts.ShouldBeEmpty();
    });

    [Fact]
    public void A_taken_slot_refuses_the_turn_and_leaves_the_state() => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        _world.Journal.OnCommit = (_, _) =>
            ValueTask.FromResult(BatchOutcome.Refused([new(0, new(AppendOutcomeKind.SlotTaken, "models"))]));
        var refusal = (await _world.Count("a", "refused")).Refusal!;
        refusal.Code.ShouldBe(RefusalCodes.SlotTaken);
        refusal.Message.ShouldContain("'models'");
        _world.Journal.OnCommit = (_, commit) => commit();
        (await _world.Count("a", "after")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "after"]);
        _world.Listener.Recoveries.Count.ShouldBe(1);
    });

    [Fact]
    public void An_erased_stream_begins_anew() => _world.Run(async () =>
    {
        await _world.Count("a", "old");
        (await _world.Ask("a", new EraseProbe())).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBeEmpty();
        (await _world.Count("a", "new")).Refusal.ShouldBeNull();
        (await _world.State("a")).Sum.ShouldBe(1);
        (await _world.Stored("a")).ShouldBe(["new"]);
    });

    [Fact]
    public void A_command_behind_an_erasure_is_never_acknowledged_without_being_stored() => _world.Run(async () =>
    {
        await _world.Count("a", "old");
        var erased = _world.Ask("a", new EraseProbe());
        var behind = _world.Count("a", "behind");
        (await erased).Refusal.ShouldBeNull();
        (await behind).Refusal!.Code.ShouldBe(RefusalCodes.Busy);
        (await _world.Stored("a")).ShouldBeEmpty();
    });

    [Fact]
    public void What_is_made_and_erased_in_one_turn_stores_nothing() => _world.Run(async () =>
    {
        var made = _world.Count("a", "made");
        var erased = _world.Ask("a", new EraseProbe());
        (await made).Refusal.ShouldBeNull();
        (await erased).Refusal.ShouldBeNull();
        (await _world.State("a")).Sum.ShouldBe(0);
        _world.Listener.Doubts.ShouldBeEmpty();
    });
}
