using Runs.Actors.Attempts;

namespace Runs.Actors.Tests.Processes;

public sealed class StopTests
{
    [Fact]
    public async Task A_process_is_asked_to_stop_and_may_clean_up()
    {
        using var world = new ProcessWorld();
        var attempt = world.Execute(world.Script("trap 'echo clean; exit 0' TERM; echo ready; while :; do :; done"));
        await world.Output.UntilText("ready");
        world.Switch.Request();
        (await attempt).ShouldBeOfType<AttemptOutcome.Stopped>();
        world.Output.AllText.ShouldContain("clean");
    }

    [Fact]
    public async Task The_grace_holds_for_the_whole_group()
    {
        using var world = new ProcessWorld();
        const string Child = "trap 'trap \"\" TERM; head -c 1000000 /dev/zero >cleaned; exit' TERM; echo child; while :; do :; done";
        var attempt = world.Execute(world.Script("sh -c \"$1\" & exec sleep 1000", Child));
        await world.Output.UntilText("child");
        world.Switch.Request();
        (await attempt).ShouldBeOfType<AttemptOutcome.Stopped>();
        new FileInfo(Path.Combine(world.Cwd, "cleaned")).Length.ShouldBe(1_000_000);
    }

    [Fact]
    public async Task A_process_that_ignores_the_request_is_killed_after_the_grace_with_all_of_its_group()
    {
        using var world = new ProcessWorld(grace: TimeSpan.FromMilliseconds(100));
        var attempt = world.Execute(world.Script("trap '' TERM; sleep 1000 & echo $!; sleep 1000 & echo $!; echo $$; echo ready; while :; do :; done"));
        await world.Output.UntilText("ready");
        var ids = world.ShownIds();
        ids.ShouldAllBe(id => ProcessWorld.IsLive(id));
        world.Switch.Request();
        (await attempt).ShouldBeOfType<AttemptOutcome.Stopped>();
        ids.Length.ShouldBe(3);
        ids.ShouldAllBe(id => !ProcessWorld.IsLive(id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Force_does_not_wait_for_the_grace(bool isRequestedFirst)
    {
        using var world = new ProcessWorld(grace: TimeSpan.FromHours(1));
        var attempt = world.Execute(world.Script("trap 'echo asked' TERM; echo ready; while :; do :; done"));
        await world.Output.UntilText("ready");
        if (isRequestedFirst)
        {
            world.Switch.Request();
            await world.Output.UntilText("asked");
        }

        world.Switch.Force();
        (await attempt).ShouldBeOfType<AttemptOutcome.Stopped>();
    }

    [Fact]
    public async Task What_is_stopped_before_it_starts_never_starts()
    {
        using var world = new ProcessWorld();
        world.Switch.Request();
        (await world.Execute(world.Script("echo started >mark"))).ShouldBeOfType<AttemptOutcome.Stopped>();
        File.Exists(Path.Combine(world.Cwd, "mark")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stop_right_after_the_start_leaves_nothing_behind()
    {
        using var world = new ProcessWorld();
        var attempt = world.Execute(world.Script("sleep 1000"));
        world.Switch.Request();
        (await attempt).ShouldBeOfType<AttemptOutcome.Stopped>();
        Directory.GetFiles(world.Records).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sleep 1000 >/dev/null 2>&1 & echo $!")]
    [InlineData("sleep 1000 & echo $!; exit 1")]
    public async Task What_a_process_left_in_its_group_ends_with_it(string script)
    {
        using var world = new ProcessWorld();
        await world.Execute(world.Script(script));
        ProcessWorld.IsLive(world.ShownIds().ShouldHaveSingleItem()).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_processes_at_once_all_end()
    {
        using var world = new ProcessWorld();
        var attempts = Enumerable.Range(1, 40).Select(i => world.Execute(world.Script($"echo {i}; cat") with { Key = world.Key with { Attempt = i }, Stdin = "in" })).ToList();
        foreach (var outcome in await Task.WhenAll(attempts))
            outcome.ShouldBeOfType<AttemptOutcome.Succeeded>().Output.Inline!.ShouldEndWith("\nin");
        Directory.GetFiles(world.Records).ShouldBeEmpty();
    }
}
