using System.Text.RegularExpressions;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Deploy;

/// <summary>The README's section on clusters, typed as it stands there.</summary>
public sealed class ReadmeClusterTests : IAsyncDisposable
{
    private static readonly string Section = Regex.Match(SourceTree.Read("README.md"), "^## A cluster\n(.*?)^## ", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    private readonly LocalCluster _cluster = new();
    private readonly Dictionary<string, string> _replaced = [];

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_run_whose_node_is_killed_goes_on_at_another_and_its_result_is_the_same()
    {
        var commands = DocumentedCommand.Lines(Section).ToList();
        commands.Count.ShouldBe(7);
        var (up, export, run, kill) = (commands[0], commands[1], commands[2], commands[3]);

        Remember((await Typed(up)).Exited(0).Out);
        _cluster.Here.Environment["RUNS_URL"] = Actual(export).Split('=')[1];
        var running = Type(run.TrimEnd('&', ' '));
        await running.WaitForError("▸ second");
        (await Typed(kill)).Exited(0);
        var ended = (await running.Exit()).Exited(0);
        ended.Out.ShouldBe("6\n");
        foreach (var part in Shown(run).Concat(Shown(kill)).SelectMany(line => line.Split('…')))
            Timeless(ended.Error).ShouldContain(Timeless(Actual(part)), Case.Sensitive, ended.Error);

        (await Typed(commands[4])).Exited(0).Out.ShouldMatch("node-1 .* dead ");
        (await Typed(commands[5])).Exited(1).Out.ShouldContain("node-1    is gone");
        (await Typed(commands[6])).Exited(0);
        _cluster.Directory.ShouldBeNull();
    }

    /// <summary>The README's nodes have other ports and processes than those of this test.</summary>
    private void Remember(string said)
    {
        foreach (var (example, actual) in LocalCluster.Nodes(Section).Zip(LocalCluster.Nodes(said)))
        {
            example.Name.ShouldBe(actual.Name);
            (_replaced[example.Url], _replaced[example.Process.ToString()]) = (actual.Url, actual.Process.ToString());
        }

        _replaced.Count.ShouldBe(6);
    }

    private string Actual(string line) => _replaced.Aggregate(line, (text, pair) => text.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    private RunningProcess Type(string line)
    {
        var shell = $"cd '{SourceTree.Root}' && runs() {{ '{Path.Combine(AppContext.BaseDirectory, "runs")}' \"$@\"; }}; {Actual(line)}";
        var started = _cluster.Here.StartProgram("bash", "-c", shell);
        started.Input.Close();
        return started;
    }

    private Task<FinishedProcess> Typed(string line) => Type(line).Exit();

    /// <summary>What the README shows behind a command, up to the next one.</summary>
    private static IEnumerable<string> Shown(string command) =>
        Section.Split('\n').SkipWhile(line => line != $"$ {command}").Skip(1).TakeWhile(line => !line.StartsWith("$ ", StringComparison.Ordinal) && !line.StartsWith("```", StringComparison.Ordinal));

    private static string Timeless(string text) => Regex.Replace(text, @"\b\d+\.\ds", "SECONDS");
}
