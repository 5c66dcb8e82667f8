using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Deploy;

/// <summary>The cluster of one machine, as its script makes it and takes it away.</summary>
public sealed class LocalClusterTests : IAsyncDisposable
{
    private readonly LocalCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Two_nodes_come_up_execute_runs_and_leave_nothing_behind()
    {
        var said = (await _cluster.Script("up", "2")).Exited(0).Out;
        var nodes = LocalCluster.Nodes(said);
        nodes.Select(node => node.Name).ShouldBe(["node-1", "node-2"]);
        said.ShouldContain($"export RUNS_URL={nodes[0].Url},{nodes[1].Url}");
        var directory = _cluster.Directory.ShouldNotBeNull();
        var processes = _cluster.Processes();
        processes.Count.ShouldBe(3);
        KeepsItsSecrets(directory, processes);

        (await _cluster.Script("up")).Exited(1).Error.ShouldContain($"there is a cluster already, in {directory}");
        foreach (var node in nodes)
            (await _cluster.Runs("run", SourceTree.Path("samples/diamond.yaml"), "--input", "one two three", "--url", node.Url)).Exited(0).Out.ShouldContain("two\nthree\none\n");
        var status = (await _cluster.Script("status")).Exited(0).Out;
        foreach (var name in new[] { "postgres", "node-1", "node-2" })
            status.ShouldContain($"{name,-9} lives");

        (await _cluster.Script("down")).Exited(0);
        processes.ShouldAllBe(process => !Proc.IsAlive(process));
        Directory.Exists(directory).ShouldBeFalse();
        _cluster.Directory.ShouldBeNull();
        (await _cluster.Script("down")).Exited(0).Error.ShouldContain("There is no cluster to end.");
        (await _cluster.Script("status")).Exited(1);
    }

    [Fact]
    public async Task A_cluster_whose_nodes_do_not_start_says_why_and_cleans_up_after_itself()
    {
        _cluster.Fake("dotnet", "echo no luck today >&2; exit 1");
        (await _cluster.Script("up", "2")).Exited(1).Error.ShouldContain("no luck today");
        _cluster.Directory.ShouldBeNull();
        (await _cluster.Script("status")).Exited(1);
    }

    [Fact]
    public async Task Told_to_stop_on_the_way_it_cleans_up_after_itself()
    {
        var gate = new Gate(_cluster.Here);
        _cluster.Fake("dotnet", $"cd '{_cluster.Here.Root}'; {Gate.Script}");
        var up = _cluster.Start("up", "1");
        var node = await gate.Arrived();
        var directory = _cluster.Directory.ShouldNotBeNull();
        var processes = _cluster.Processes();
        up.Signal(RunningProcess.Interrupt);
        (await up.Exit()).Exited(130);
        ((int[])[node, .. processes]).ShouldAllBe(process => !Proc.IsAlive(process));
        Directory.Exists(directory).ShouldBeFalse();
        _cluster.Directory.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_killed_node_has_left_running_is_ended_too()
    {
        var gate = new Gate(_cluster.Here);
        var node = LocalCluster.Nodes((await _cluster.Script("up", "1")).Exited(0).Out).ShouldHaveSingleItem();
        var client = _cluster.StartRuns("run", _cluster.Here.Write("gated.yaml", Strategies.Gate1("safe")), "--url", node.Url);
        var child = await gate.Arrived();
        await client.WaitForError("gated");
        Proc.Kill(node.Process);
        (await _cluster.Script("status")).Exited(1).Out.ShouldContain("node-1    is gone");
        Proc.IsAlive(child).ShouldBeTrue();
        (await _cluster.Script("down")).Exited(0);
        Proc.IsAlive(child).ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_has_the_id_of_a_dead_node_is_left_alone()
    {
        var bystander = _cluster.Here.StartProgram("sleep", "600");
        var directory = _cluster.Pretend("node-1", $"{bystander.Id} 1 {File.ReadAllText("/proc/sys/kernel/random/boot_id")}");
        (await _cluster.Script("down")).Exited(0);
        Directory.Exists(directory).ShouldBeFalse();
        Proc.IsAlive(bystander.Id).ShouldBeTrue();
    }

    [Theory, InlineData("up", "0"), InlineData("up", "10"), InlineData("up", "many"), InlineData("up", "1", "2"), InlineData("restart")]
    public async Task What_makes_no_sense_does_nothing(params string[] arguments)
    {
        (await _cluster.Script(arguments)).ExitCode.ShouldNotBe(0);
        _cluster.Directory.ShouldBeNull();
    }

    /// <summary>Nobody else can come by, and no list of processes has a secret.</summary>
    private static void KeepsItsSecrets(string directory, IReadOnlyList<int> processes)
    {
        const UnixFileMode OfOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        (File.GetUnixFileMode(directory) & (OfOthers | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)).ShouldBe(UnixFileMode.None);
        foreach (var file in new[] { "password", "secret" })
        {
            File.GetUnixFileMode(Path.Combine(directory, file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var secret = File.ReadAllText(Path.Combine(directory, file));
            secret.ShouldMatch("^[0-9a-f]{48}$");
            foreach (var process in processes)
                File.ReadAllText($"/proc/{process}/cmdline").ShouldNotContain(secret);
            foreach (var log in Directory.EnumerateFiles(directory, "*.log"))
                File.ReadAllText(log).ShouldNotContain(secret);
        }
    }
}
