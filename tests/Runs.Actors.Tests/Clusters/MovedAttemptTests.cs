using Runs.Actors.Attempts;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Tests.Clusters;

/// <summary>Attempts stay on the node that dispatched them, wherever their run goes.</summary>
public sealed class MovedAttemptTests
{
    private const string Again = """{"id":"a","agent":"again"}""";

    private readonly WatchedWork _work = new();
    private readonly Cluster _cluster;
    private DateTimeOffset _begun;

    public MovedAttemptTests() => _cluster = new Cluster(_work.Do);

    [Fact]
    public void An_attempt_outlives_the_move_of_its_shard_and_its_result_counts()
    {
        Begin(Again);
        _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromMinutes(1));
        _work.Finished.Add("north");
        _cluster.UntilEnded();

        Result.ShouldBe("by north");
        _work.Begun.ShouldBe(["north"]);
        _cluster.Events.ShouldNotContain(raised => raised is AttemptFailed || raised is RunRecovered);
    }

    [Fact]
    public void A_result_that_nobody_could_hear_is_repeated_until_the_run_s_next_owner_hears_it()
    {
        var north = Begin(Again);
        var south = _cluster.Move("south");
        south.Crash();
        _work.Finished.Add("north");
        _cluster.UntilEnded();

        Result.ShouldBe("by north");
        _work.Begun.ShouldBe(["north"]);
        _cluster.Until(() => north.System!.LiveAttempts == 0, "the host to hear that the result was heard");
    }

    [Fact]
    public void A_stop_that_the_new_owner_decides_reaches_the_attempt_where_it_is()
    {
        var north = Begin(Again);
        _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromSeconds(10));
        // Asked of the node that doesn't own the run.
        _cluster.Ask(north, system => system.Stop(Cluster.Run)).Require().State.Status.ShouldBe(RunStatus.Cancelling);
        _cluster.UntilEnded();

        _cluster.State.Status.ShouldBe(RunStatus.Cancelled);
        _work.Stopped.ShouldBe(["north"]);
        _work.Forced.ShouldBeEmpty();
        _cluster.Events.OfType<AttemptStopped>().Single().GivenUp.ShouldBeFalse();
    }

    [Fact]
    public void A_stop_by_force_does_so_too()
    {
        Begin(Again);
        var south = _cluster.Move("south");
        _work.IsStubborn = true;
        _cluster.Ask(south, system => system.Stop(Cluster.Run, force: true)).Require();
        _cluster.Until(() => _work.Forced.Count > 0, "the force to reach the attempt");
        _cluster.UntilEnded();

        _cluster.State.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void A_kill_at_the_new_owner_ends_the_attempt_where_it_is()
    {
        var north = Begin(Again);
        var south = _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromSeconds(10));
        _work.IsStubborn = true;
        _cluster.Ask(south, system => system.Kill(Cluster.Run)).Require();
        _cluster.Until(() => north.System!.LiveAttempts == 0, "the attempt to end");

        _work.Forced.ShouldBe(["north"]);
    }

    [Fact]
    public void A_pause_at_the_new_owner_stops_the_attempt_and_the_resumed_run_begins_it_anew_there()
    {
        Begin(Again);
        var south = _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromSeconds(10));
        _cluster.Ask(south, system => system.Pause(Cluster.Run, now: true)).Require();
        _cluster.Until(() => _cluster.State.Live.IsEmpty, "the attempt to be stopped");
        _cluster.Ask(south, system => system.Resume(Cluster.Run)).Require();
        _work.Finished.Add("south");
        _cluster.UntilEnded();

        Result.ShouldBe("by south");
        _work.Begun.ShouldBe(["north", "south"]);
    }

    [Fact]
    public void A_deadline_that_passes_at_the_new_owner_ends_the_attempt_where_it_is()
    {
        var north = Begin("""{"id":"a","agent":"again","timeout":"1m"}""");
        _work.IsStubborn = true;
        _cluster.Move("south");
        _cluster.UntilEnded();
        _cluster.State.Steps[new("s1/a")].Phase.ShouldBe(StepPhase.TimedOut);
        _cluster.Until(() => north.System!.LiveAttempts == 0, "the attempt to end");

        _work.Forced.ShouldBe(["north"]);
    }

    [Fact]
    public void An_attempt_that_nobody_can_end_any_more_ends_soon_after_its_deadline()
    {
        var north = Begin("""{"id":"a","agent":"again","timeout":"1m"}""");
        _work.IsStubborn = true;
        var south = _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromSeconds(10));
        // The owner dies before it could pass its decision on, and north never hears of it.
        _cluster.Network.Cut(["south"], ["north"]);
        _cluster.Ask(south, system => system.Kill(Cluster.Run)).Require();
        south.Crash();
        _cluster.Until(() => north.System!.LiveAttempts == 0, "the attempt to end");

        _work.Forced.ShouldBe(["north"]);
        _cluster.Kernel.Now.ShouldBeLessThan(_begun.AddMinutes(3));
    }

    [Fact]
    public void An_attempt_whose_node_has_a_newer_life_is_lost_at_once_and_made_anew_by_the_owner()
    {
        var north = Begin(Again);
        _cluster.Move("south");
        north.Crash();
        _work.Finished.Add("south");
        var crashed = _cluster.Kernel.Now;
        _cluster.Start("north");
        _cluster.UntilEnded();

        Result.ShouldBe("by south");
        (_cluster.Kernel.Now - crashed).ShouldBeLessThan(TimeSpan.FromSeconds(8));
        _cluster.Events.OfType<AttemptFailed>().Single().Error.Code.ShouldBe(RunErrors.AttemptLost);
        _cluster.Events.OfType<RunRecovered>().Count().ShouldBe(1);
    }

    [Fact]
    public void An_attempt_of_a_node_that_has_died_is_lost_when_the_lease_of_the_node_is_over()
    {
        var north = Begin(Again);
        _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromSeconds(10));
        north.Crash();
        _work.Finished.Add("south");
        var crashed = _cluster.Kernel.Now;
        _cluster.UntilEnded();

        Result.ShouldBe("by south");
        (_cluster.Kernel.Now - crashed).ShouldBeInRange(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void An_attempt_of_a_node_that_is_gone_with_its_machine_is_lost_after_the_grace()
    {
        var north = Begin(Again);
        _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromSeconds(10));
        north.Crash();
        _cluster.Network.Part(["north"], ["south"]);
        _work.Finished.Add("south");
        var crashed = _cluster.Kernel.Now;
        _cluster.UntilEnded();

        Result.ShouldBe("by south");
        (_cluster.Kernel.Now - crashed).ShouldBeInRange(TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(45));
    }

    [Fact]
    public void A_step_that_may_not_be_repeated_is_not_repeated_when_its_attempt_is_lost_with_another_node()
    {
        var north = Begin("""{"id":"a","agent":"once"}""");
        _cluster.Move("south");
        north.Crash();
        _cluster.Start("north");
        _cluster.UntilEnded();

        _work.Begun.ShouldBe(["north"]);
        _cluster.State.Steps[new("s1/a")].Error!.Code.ShouldBe(RunErrors.AttemptLost);
    }

    [Fact]
    public void An_attempt_that_cannot_be_reached_for_the_grace_is_lost_and_ended_when_it_can()
    {
        var north = Begin(Again);
        _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromSeconds(10));
        _cluster.Network.Part(["north"], ["south"]);
        _cluster.Advance(TimeSpan.FromSeconds(20));
        _cluster.Events.ShouldNotContain(raised => raised is AttemptFailed);
        _cluster.Until(() => _work.Begun.Count == 2, "the next attempt");
        _work.IsStubborn = true;
        _cluster.Advance(TimeSpan.FromMinutes(1));
        north.System!.LiveAttempts.ShouldBe(1);
        _cluster.Network.Heal();
        _cluster.Until(() => north.System!.LiveAttempts == 0, "the lost attempt to be ended");
        _work.Forced.ShouldBe(["north"]);
        _work.Finished.Add("south");
        _cluster.UntilEnded();

        Result.ShouldBe("by south");
        _cluster.Events.OfType<AttemptFailed>().Single().Error.Code.ShouldBe(RunErrors.AttemptLost);
    }

    [Fact]
    public void A_node_that_is_cut_off_for_less_than_the_grace_loses_nothing()
    {
        Begin(Again);
        _cluster.Move("south");
        for (var i = 0; i < 5; i++)
        {
            _cluster.Network.Part(["north"], ["south"]);
            _cluster.Advance(TimeSpan.FromSeconds(20));
            _cluster.Network.Heal();
            _cluster.Advance(TimeSpan.FromSeconds(20));
        }

        _work.Finished.Add("north");
        _cluster.UntilEnded();
        Result.ShouldBe("by north");
    }

    [Fact]
    public void Any_number_of_moves_during_one_attempt_count_as_no_recovery()
    {
        Begin(Again);
        _cluster.Move("south");
        for (var i = 0; i < 5; i++)
        {
            var west = _cluster.Move("west");
            _cluster.Advance(TimeSpan.FromSeconds(5));
            if (i % 2 == 0)
                _cluster.Shutdown(west);
            else
                west.Crash();
            _cluster.Until(() => _cluster.Owner == "south", "south to own the shard again");
            _cluster.Advance(TimeSpan.FromSeconds(5));
        }

        _work.Finished.Add("north");
        _cluster.UntilEnded();
        Result.ShouldBe("by north");
        _work.Begun.ShouldBe(["north"]);
        _cluster.State.Recoveries.ShouldBe(0);
    }

    [Fact]
    public void What_a_node_that_shuts_down_could_not_finish_is_made_anew_elsewhere_at_once()
    {
        var north = Begin(Again);
        _cluster.Move("south");
        _cluster.Advance(TimeSpan.FromSeconds(10));
        _work.Finished.Add("south");
        var begun = _cluster.Kernel.Now;
        _cluster.Shutdown(north);
        _cluster.UntilEnded();

        Result.ShouldBe("by south");
        (_cluster.Kernel.Now - begun).ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void A_node_that_shuts_down_gives_its_runs_away_and_their_attempts_their_grace()
    {
        var north = Begin(Again);
        _work.IsStubborn = true;
        _cluster.Start("east");
        _cluster.Until(() => _cluster.Owner == "east", "east to own the shard");
        _cluster.Kernel.World.Time.CreateTimer(_ => _work.Finished.Add("north"), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        _cluster.Shutdown(north);
        _cluster.UntilEnded();

        Result.ShouldBe("by north");
    }

    [Fact]
    public void A_node_with_a_newer_life_stops_what_it_has_under_way()
    {
        var north = Begin(Again);
        _work.IsStubborn = true;
        _cluster.Network.Part(["north"], ["south"]);
        _cluster.Start("north");
        _cluster.Until(() => north.System!.LiveAttempts == 0, "the older life to stop its attempt");

        _work.Forced.ShouldBe(["north"]);
        north.System!.Superseded.IsCompleted.ShouldBeTrue();
    }

    private string? Result => _cluster.State.End?.Result?.Inline;

    /// <summary>A node that has begun an attempt of the run's one step.</summary>
    private ClusterNode Begin(string step)
    {
        var north = _cluster.Start("north");
        _cluster.Begin(north, step);
        _cluster.Until(() => _work.Begun.Count == 1, "the attempt to begin");
        _begun = _cluster.Kernel.Now;
        return north;
    }
}
