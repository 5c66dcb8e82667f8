using Runs.Runtime.Cells;
using Runs.Runtime.Tests.Counters;
using Runs.Runtime.Tests.Probes;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Cells;

public sealed class CrashTests
{
    private readonly NodeWorld _world = new();

    [Theory]
    [InlineData("decide")]
    [InlineData("encode")]
    public void An_entity_that_throws_before_the_append_fails_its_command_and_nothing_else(string where) => _world.Run(async () =>
    {
        await _world.Count("a", "before");
        _world.Hooks.OnDecide = (id, _) => Throw(where == "decide" && id == "a");
        _world.Hooks.OnEncode = id => Throw(where == "encode" && id == "a");
        var crashing = _world.Count("a", "crashing");
        var other = _world.Count("b", "other");
        (await crashing).Refusal!.Code.ShouldBe(RefusalCodes.Crashed);
        (await other).Refusal.ShouldBeNull();
        (_world.Hooks.OnDecide, _world.Hooks.OnEncode) = ((_, _) => { }, _ => { });
        (await _world.Count("a", "after")).Refusal.ShouldBeNull();
        (await _world.Stored("a")).ShouldBe(["before", "after"]);
        (await _world.State("a")).Sum.ShouldBe(2);
    });

    [Fact]
    public void What_is_stored_is_acknowledged_even_when_its_entity_throws_afterwards() => _world.Run(async () =>
    {
        _world.Hooks.OnReconcile = (_, state) => Throw(state.Sum == 1 && _world.Listener.Crashes.Count == 0);
        (await _world.Count("a", "c")).Refusal.ShouldBeNull();
        _world.Listener.Crashes.ShouldHaveSingleItem();
        (await _world.State("a")).Sum.ShouldBe(1);
    });

    [Fact]
    public void A_wake_up_that_crashes_is_backed_off_and_then_quarantined() => _world.Run(async () =>
    {
        await _world.Ask("a", new WakeIn(TimeSpan.FromSeconds(1)));
        _world.Hooks.OnDecide = (_, envelope) => Throw(envelope.Command is WakeUp);
        await _world.Pass(TimeSpan.FromHours(1));
        _world.Listener.Crashes.Count.ShouldBe(5);
        _world.Hooks.OnDecide = (_, _) => { };
        (await _world.Count("a", "releases")).Refusal.ShouldBeNull();
        await _world.Pass(TimeSpan.FromSeconds(1));
        (await _world.State("a")).Woken.ShouldBe(1);
    });

    [Fact]
    public void A_wake_up_is_not_lost_in_the_crash_of_another_command() => _world.Run(async () =>
    {
        await _world.Ask("a", new WakeIn(TimeSpan.FromSeconds(5)));
        _world.Hooks.OnDecide = (_, envelope) => Throw(envelope.Command is CountBy);
        var store = new TaskCompletionSource();
        _world.Journal.OnCommit = async (_, commit) =>
        {
            await store.Task;
            return await commit();
        };
        var deciding = _world.Ask("a", new WakeIn(TimeSpan.FromSeconds(6)));
        await _world.Until(() => _world.Journal.Batches.Count == 2, "the append under way");
        var crashing = _world.Count("a", "crashing");
        await _world.Pass(TimeSpan.FromSeconds(8));
        store.SetResult();
        (await deciding).Refusal.ShouldBeNull();
        (await crashing).Refusal!.Code.ShouldBe(RefusalCodes.Crashed);
        await _world.Pass(TimeSpan.FromSeconds(2));
        (await _world.State("a")).Woken.ShouldBe(1);
    });

    [Fact]
    public void An_entity_that_fails_to_reconcile_is_stopped_before_the_next_try() => _world.Run(async () =>
    {
        await _world.Count("a", "c");
        var failures = 3;
        _world.Hooks.OnReconcile = (_, _) => Throw(failures-- > 0);
        (await _world.Count("a", "crashing")).Refusal.ShouldBeNull();
        (await _world.State("a")).Sum.ShouldBe(2);
        _world.Listener.Failures.Count.ShouldBe(2);
        _world.Hooks.Living.ShouldBe(1);
    });

    [Fact]
    public void An_entity_that_throws_when_it_is_stopped_or_asked_whether_it_is_done_harms_only_itself() => _world.Run(async () =>
    {
        await _world.Count("a", "c");
        _world.Hooks.OnStop = id => Throw(id == "a");
        _world.Hooks.IsDone = state => state.Sum == 2 && _world.Listener.Crashes.Count == 0 ? throw new InvalidOperationException("done?") : false;
        (await _world.Count("a", "d")).Refusal.ShouldBeNull();
        (await _world.Count("a", "e")).Refusal.ShouldBeNull();
        _world.Listener.Crashes.Count.ShouldBeGreaterThan(0);
        (await _world.Stored("a")).ShouldBe(["c", "d", "e"]);
    });

    private static void Throw(bool really)
    {
        if (really)
            throw new InvalidOperationException("A bug of the entity.");
    }
}
