using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Tests.Runs;

public sealed class ShutdownTests
{
    [Fact]
    public void A_result_within_the_grace_is_kept_and_nothing_new_starts_until_the_next_life()
    {
        var calls = new List<string>();
        var node = TestNodes.WithProcess(async (time, request, _, _) =>
        {
            calls.Add(request.Agent.Name);
            await Task.Delay(TimeSpan.FromSeconds(3), time);
            return DelegateHandler.Done(request.Agent.Name);
        });
        var run = node.Started(TestStrategies.Sequence("once", "again"));
        run.UntilAttempted("once");
        run.Advance(TimeSpan.FromSeconds(1));
        node.Shutdown(TimeSpan.FromSeconds(10));
        calls.ShouldBe(["once"]);
        node.Restart();
        run.UntilEnded();
        calls.ShouldBe(["once", "again"]);
        run.Result.ShouldBe("again");
    }

    [Fact]
    public void What_the_shutdown_interrupts_goes_on_in_the_next_life_if_it_may()
    {
        var lives = 0;
        var node = TestNodes.WithProcess(async (time, _, _, stop) =>
        {
            if (++lives == 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Requested);
            return DelegateHandler.Done($"life {lives}");
        });
        var run = node.Started(TestStrategies.Sequence("again"));
        run.UntilAttempted("again");
        run.Advance(TimeSpan.FromSeconds(1));
        node.Shutdown();
        run.State.Status.ShouldBe(RunStatus.Running);
        node.Restart();
        run.UntilEnded();
        run.Result.ShouldBe("life 2");
        run.Seen<AttemptFailed>().Count.ShouldBe(1);
    }

    [Fact]
    public void A_handler_that_ignores_every_stop_does_not_hold_the_shutdown_for_longer_than_the_grace()
    {
        var node = TestNodes.WithProcess(async (time, _, _, _) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time);
            return DelegateHandler.Done("never");
        });
        var run = node.Started(TestStrategies.Sequence("again"));
        run.UntilAttempted("again");
        run.Advance(TimeSpan.FromSeconds(1));
        var asked = node.Now;
        node.Shutdown(TimeSpan.FromSeconds(10));
        (node.Now - asked).ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12));
    }
}
