using Newtonsoft.Json.Linq;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Recovery;

/// <summary>kill -9 again and again, at events of the seed's choice, until the run has completed.</summary>
public sealed class KillLoopTests : CheckedWorkspaceTest
{
    private const int Steps = 12;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public async Task A_step_that_has_succeeded_is_never_executed_again(int seed, bool isGraph)
    {
        Here.Write("s.yaml", Strategy(isGraph ? Graph() : Sequence()));
        var random = new Random(seed);
        var succeeded = new Dictionary<string, int>();
        var isCompleted = false;
        for (var round = 0; !isCompleted; round++)
        {
            var run = round == 0 ? Here.Start("run", "s.yaml", "--run-id", "r", "--json") : Here.Start("resume", "r", "--json", "--set", "runs.run.max-recoveries=1000");
            run.Input.Close();
            isCompleted = await KillAfter(run, random.Next(1, 25));
            await Promises.AreKept(Here.Data);
            var markers = Markers();
            foreach (var (step, count) in succeeded)
                markers.GetValueOrDefault(step).ShouldBe(count, $"{step} was executed again in round {round} of seed {seed}");
            foreach (var step in await Succeeded())
                succeeded.TryAdd(step, markers[step]);
        }

        succeeded.Count.ShouldBe(Steps);
        var dispatched = (await Here.Events("r")).Count(line => Type(line) == "step-dispatched");
        Markers().Values.Sum().ShouldBeLessThanOrEqualTo(dispatched);
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("completed");
        await Promises.AreKept(Here.Data, isOver: true);
    }

    /// <summary>Kills the program after so many events, if it lives that long; whether it has ended by itself instead.</summary>
    private static async Task<bool> KillAfter(RunningProcess run, int events)
    {
        try
        {
            await run.WaitForOut("\"type\":\"event\"", events);
        }
        catch (InvalidOperationException)
        {
            var exit = await run.Exit();
            // Killed between the run's end and its own, the program before has left nothing to do.
            if (!exit.Error.Contains("[run.terminal]", StringComparison.Ordinal))
                exit.Exited(0);
            return true;
        }

        run.Signal(RunningProcess.Kill);
        return (await run.Exit()).ExitCode == 0;
    }

    private async Task<IEnumerable<string>> Succeeded()
    {
        var events = await Here.Events("r");
        return events.Where(line => Type(line) == "step-succeeded" && (int?)line["event"]!["attempt"] > 0).Select(line => Name((string)line["event"]!["step"]!));
    }

    private Dictionary<string, int> Markers() => Here.Lines("markers").GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());

    private static string? Type(JObject line) => (string?)line["event"]!["type"];

    /// <summary>The agent of a step: in a graph its id, else the place of a broadcast's step has three parts, that of the others two.</summary>
    private static string Name(string step)
    {
        var parts = step.Split('/');
        return char.IsLetter(parts[^1][0]) ? parts[^1] : parts.Length == 3 ? $"b{parts[2]}" : $"s{parts[1]}";
    }

    private static string[] Names() => [.. Enumerable.Range(0, Steps - 4).Where(i => i != 3).Select(i => $"s{i}"), $"s{Steps - 4}", "b0", "b1", "b2", "b3"];

    private static string Strategy(string flow)
    {
        var agents = Names().Select(name => $"  {name}: {{ type: process, config: {{ command: sh, args: [-c, 'echo {name} >> markers'], replay: safe }} }}");
        return $"name: Loop\nversion: '1'\nagents:\n{string.Join('\n', agents)}\nflow: {{ name: Main, {flow} }}\n";
    }

    private static string Sequence()
    {
        var steps = Enumerable.Range(0, Steps - 3).Select(i => i == 3
            ? "{ name: side by side, type: broadcast, steps: [{ agent: b0 }, { agent: b1 }, { agent: b2 }, { agent: b3 }] }"
            : $"{{ agent: s{i} }}");
        return $"type: sequential, steps: [{string.Join(", ", steps)}]";
    }

    /// <summary>The same order, said by what needs what.</summary>
    private static string Graph()
    {
        var steps = Names().Select(name => name switch
        {
            "s0" => "{ id: s0, agent: s0 }",
            "s4" => "{ id: s4, agent: s4, needs: [b0, b1, b2, b3] }",
            ['b', ..] => $"{{ id: {name}, agent: {name}, needs: [s2] }}",
            _ => $"{{ id: {name}, agent: {name}, needs: [s{int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture) - 1}] }}",
        });
        return $"type: graph, steps: [{string.Join(", ", steps)}]";
    }
}
