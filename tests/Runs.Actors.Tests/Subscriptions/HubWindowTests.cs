using Runs.Actors.Live;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Runtime.Subscriptions;

namespace Runs.Actors.Tests.Subscriptions;

/// <summary>What followers find who look while others change what is there.</summary>
public sealed class HubWindowTests
{
    private static readonly RunId Run = RunId.Parse("r");
    private static readonly HubHead Head = new(7, RunState.Of(Run), RunCursor.After(7), 7);

    [Fact]
    public void Whoever_is_taken_away_while_it_joins_a_hub_that_goes_to_sleep_finds_nothing()
    {
        var window = Window();
        var seat = window.Add(() => { });
        window.Publish([], Head);
        window.LookAfter(7).Sight.ShouldBe(HubSight.AtHead);
        window.TrySleep().ShouldBeFalse();
        window.Remove(seat);
        window.TrySleep().ShouldBeTrue();
        window.Approach(Head, _ => default).ShouldBe(HubApproach.Moved);
        window.LookAfter(7).ShouldBe(new HubLook(HubSight.Nothing, null));
    }

    [Fact]
    public void Whoever_joins_where_the_hub_was_looks_again_when_it_has_gone_on()
    {
        var window = Window();
        window.Publish([], Head);
        window.Publish([], Head with { Seq = 8 });
        window.Approach(Head, _ => default).ShouldBe(HubApproach.Moved);
        window.Approach(Head with { Seq = 8 }, _ => default).ShouldBe(HubApproach.At(0));
    }

    private static HubWindow Window() => new(Run, new LiveOutputs(new JournalTail(), TimeProvider.System, directory: null));
}
