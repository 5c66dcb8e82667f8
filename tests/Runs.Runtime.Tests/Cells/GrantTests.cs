using Runs.Runtime.Tests.Probes;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Cells;

/// <summary>Permits that are proposed to an entity: whoever is wrong about them harms nobody else.</summary>
public sealed class GrantTests
{
    private readonly NodeWorld _world = new();

    [Fact]
    public void A_slot_that_is_free_is_taken_with_the_events_of_the_turn() => _world.Run(async () =>
    {
        (await _world.Ask("a", new GrantProbe("models", 0))).Refusal.ShouldBeNull();
        (await Holder("models")).ShouldBe("a");
        (await _world.Stored("a")).ShouldBe(["granted"]);
    });

    [Fact]
    public void When_a_slot_is_taken_the_grant_is_refused_and_the_clients_of_the_turn_do_not_suffer() => _world.Run(async () =>
    {
        await _world.Ask("other", new GrantProbe("models", 0));
        await _world.Count("a", "before");
        _world.Journal.Batches.Clear();

        var first = _world.Count("a", "first");
        var grant = _world.Ask("a", new GrantProbe("models", 0));
        var refused = _world.Count("a", "negative", -1);
        var last = _world.Count("a", "last");

        (await grant).Refusal!.Code.ShouldBe(RefusalCodes.SlotTaken);
        (await first).Refusal.ShouldBeNull();
        (await last).Refusal.ShouldBeNull();
        (await refused).Refusal!.Code.ShouldBe("probe.negative");
        (await _world.Stored("a")).ShouldBe(["before", "first", "last"]);
        (await Holder("models")).ShouldBe("other");
        _world.Journal.Batches.ShouldContain(batch => batch.Single().Equals(new ValueTuple<string, int>("a", 2)), "the rest of the turn is decided again, as one append");
        _world.Listener.Doubts.ShouldBeEmpty();
    });

    [Fact]
    public void A_grant_alone_in_its_turn_is_refused_and_the_next_turn_begins() => _world.Run(async () =>
    {
        await _world.Ask("other", new GrantProbe("models", 0));
        (await _world.Ask("a", new GrantProbe("models", 0))).Refusal!.Code.ShouldBe(RefusalCodes.SlotTaken);
        (await _world.Ask("a", new GrantProbe("models", 1))).Refusal.ShouldBeNull();
        (await _world.Count("a", "after")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["granted", "after"]);
    });

    private async Task<string?> Holder(string limit) =>
        (await _world.Journal.Permits(limit, CancellationToken.None)).Single(permit => permit.Slot == 0).Holder is { } holder ? holder.Id : null;
}
