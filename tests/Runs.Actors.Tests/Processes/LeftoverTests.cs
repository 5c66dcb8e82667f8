using System.Diagnostics;
using System.Globalization;
using Runs.Actors.Attempts;
using Runs.Steps.Processes;

namespace Runs.Actors.Tests.Processes;

public sealed class LeftoverTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ProcessWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_running_process_is_recorded_and_an_ended_one_is_not()
    {
        var attempt = _world.Execute(_world.Script("echo $$; echo ready; sleep 1000"));
        await _world.Output.UntilText("ready");
        var file = Directory.GetFiles(_world.Records).ShouldHaveSingleItem();
        Path.GetFileName(file).ShouldBe(TraceParent.Of(_world.Key, _world.Records).Split('-')[2] + ".json");
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var record = new ProcessRecords(_world.Records).Find(_world.Key).ShouldNotBeNull();
        record.Pid.ShouldBe(_world.ShownIds()[0]);
        record.HasLiveNode.ShouldBeTrue();

        _world.Switch.Request();
        await attempt;
        Directory.GetFiles(_world.Records).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_recorded_group_of_a_dead_node_is_killed()
    {
        using var stray = StartStray();
        WriteRecord(stray.Id);
        await _world.Handler.Reap(_world.Key);
        await Ended(stray);
        Directory.GetFiles(_world.Records).ShouldBeEmpty();
        await _world.Handler.Reap(_world.Key);
    }

    [Theory]
    [InlineData(1, 0, "same")]
    [InlineData(-1, 0, "same")]
    [InlineData(0, 0, "another boot")]
    [InlineData(0, 1, "same")]
    public async Task A_stranger_that_has_got_the_process_id_is_left_alone(int startTimeShift, int attemptShift, string boot)
    {
        using var stranger = StartStray();
        WriteRecord(stranger.Id, startTimeShift, boot, attemptShift);
        await _world.Handler.Reap(_world.Key);
        ProcessWorld.IsLive(stranger.Id).ShouldBeTrue();
        stranger.Kill(entireProcessTree: true);
        await Ended(stranger);
    }

    [Fact]
    public async Task What_left_its_group_is_known_by_its_trace()
    {
        await _world.Execute(_world.Script("setsid sh -c 'echo $$ >pid; exec sleep 1000' >/dev/null 2>&1 & while [ ! -s pid ]; do :; done"));
        var id = int.Parse(await File.ReadAllTextAsync(Path.Combine(_world.Cwd, "pid")), CultureInfo.InvariantCulture);
        ProcessWorld.IsLive(id).ShouldBeTrue();

        await _world.Handler.Reap(_world.Key with { Attempt = 2 });
        ProcessWorld.IsLive(id).ShouldBeTrue();
        await _world.Handler.Reap(_world.Key);
        ProcessWorld.IsLive(id).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_run_and_step_of_another_directory_are_strangers()
    {
        using var other = new ProcessWorld();
        var attempt = other.Execute(other.Script("echo $$; echo ready; sleep 1000"));
        await other.Output.UntilText("ready");
        other.Key.ShouldBe(_world.Key);
        await _world.Handler.Reap(_world.Key);
        ProcessWorld.IsLive(other.ShownIds()[0]).ShouldBeTrue();
        other.Switch.Request();
        await attempt;
    }

    [Fact]
    public async Task A_node_that_starts_kills_what_dead_nodes_recorded()
    {
        using var stray = StartStray();
        WriteRecord(stray.Id);
        await File.WriteAllTextAsync(Path.Combine(_world.Records, "torn.json"), "{\"pid\":");
        await File.WriteAllTextAsync(Path.Combine(_world.Records, "everything.json"), RecordText(1, 0, "same", 0));
        (await ProcessLeftovers.ReapAll(_world.Records, TimeProvider.System)).ShouldBe(1);
        await Ended(stray);
        Directory.GetFiles(_world.Records).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_starts_spares_what_live_nodes_run()
    {
        var attempt = _world.Execute(_world.Script("echo $$; echo ready; sleep 1000"));
        await _world.Output.UntilText("ready");
        (await ProcessLeftovers.ReapAll(_world.Records, TimeProvider.System)).ShouldBe(0);
        ProcessWorld.IsLive(_world.ShownIds()[0]).ShouldBeTrue();
        _world.Switch.Request();
        await attempt;
    }

    [Fact]
    public async Task There_may_be_nothing_to_reap()
    {
        await _world.Handler.Reap(_world.Key);
        (await ProcessLeftovers.ReapAll(_world.Records, TimeProvider.System)).ShouldBe(0);
    }

    /// <summary>A process in a session of its own, of which nothing but a record tells whose it is.</summary>
    private static Process StartStray()
    {
        var start = new ProcessStartInfo("/usr/bin/setsid", ["sh", "-c", "sleep 1000 & echo ready; wait"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.StandardOutput.ReadLine().ShouldBe("ready");
        return process;
    }

    /// <summary>Ends only when all that hold the pipe have: the whole group.</summary>
    private static async Task Ended(Process process)
    {
        try
        {
            await process.StandardOutput.ReadToEndAsync().WaitAsync(Deadline);
            await process.WaitForExitAsync().WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Process {process.Id} or one of its group didn't end within {Deadline}.");
        }
    }

    private void WriteRecord(int pid, int startTimeShift = 0, string boot = "same", int attemptShift = 0)
    {
        Directory.CreateDirectory(_world.Records);
        File.WriteAllText(Path.Combine(_world.Records, TraceParent.Of(_world.Key, _world.Records).Split('-')[2] + ".json"), RecordText(pid, startTimeShift, boot, attemptShift));
    }

    private string RecordText(int pid, int startTimeShift, string boot, int attemptShift) =>
        $$"""
        {
          "pid": {{pid}}, "startTime": {{ProcessStat.Read(pid)!.Value.StartTime + startTimeShift}},
          "bootId": "{{(boot == "same" ? ProcessRecord.CurrentBootId : boot)}}",
          "run": "{{_world.Key.Run}}", "unit": "{{_world.Key.Unit}}", "attempt": {{_world.Key.Attempt + attemptShift}},
          "nodePid": {{Environment.ProcessId}}, "nodeStartTime": 1
        }
        """;
}
