using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Deploy;

/// <summary>The scripts, and the programs of others that know more about them where a machine has those.</summary>
public sealed class ScriptTests : ServerTest
{
    public static TheoryData<string> Scripts => [.. Directory.EnumerateFiles(SourceTree.Path("deploy"), "*.sh").Select(path => Path.GetFileName(path)!)];

    [Theory, MemberData(nameof(Scripts))]
    public async Task A_script_can_be_executed_and_parsed(string script)
    {
        var path = SourceTree.Path($"deploy/{script}");
        File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        (await Run("bash", "-n", path)).Exited(0);
        if (Has("shellcheck"))
            (await Run("shellcheck", path)).Exited(0);
    }

    [Fact]
    public async Task The_check_of_an_image_says_whether_the_server_answers()
    {
        var server = await Serve();
        (await Run("bash", Check, server.Port, "/health")).Exited(0);
        (await Run("bash", Check, server.Port, "/ready")).Exited(0);
        (await Run("bash", Check, server.Port, "/nothing")).Exited(1);
        server.Process.Signal(RunningProcess.Terminate);
        await server.Process.Exit();
        (await Run("bash", Check, server.Port, "/health")).Exited(1);
    }

    [Fact]
    public async Task The_manifests_are_what_their_own_programs_take_where_these_are_installed()
    {
        if (Has("kubectl"))
            YamlText.Parse((await Run("kubectl", "kustomize", SourceTree.Path("deploy/k8s"))).Exited(0).Out).Count.ShouldBe(7);
        if (Has("docker") && (await Run("docker", "compose", "version")).ExitCode == 0)
        {
            foreach (var name in new[] { "RUNS_DATABASE_PASSWORD", "RUNS_CLUSTER_SECRET", "RUNS_OPS_TOKEN_SHA256" })
                Here.Environment[name] = "x";
            (await Run("docker", "compose", "-f", SourceTree.Path("deploy/compose.yaml"), "config", "--quiet")).Exited(0);
        }
    }

    private static string Check => SourceTree.Path("deploy/answers.sh");

    private Task<FinishedProcess> Run(string program, params string[] arguments)
    {
        var started = Here.StartProgram(program, arguments);
        started.Input.Close();
        return started.Exit();
    }

    private static bool Has(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));
}
