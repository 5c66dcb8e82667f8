using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;
using Runs.Simulation.Worlds;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Handlers;

/// <summary>
/// Does what handlers do, good and bad, by the seed: succeeds at once or late, fails for a while or for good, throws, hangs until
/// it is stopped, or ignores every stop and comes back long after. Models call tools besides.
/// </summary>
internal sealed class SimulatedHandler(PlanAgentKind kind, SeededRandom random, SimulationContext process, SimulatedCluster cluster) : IStepHandler
{
    private readonly TimeProvider _time = process.Time;

    public PlanAgentKind Kind => kind;

    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        cluster.Witness.Invoked(request.Key);
        cluster.Trace.Add(process.Name, $"works on {request.Key.Run} {request.Key.Unit} #{request.Key.Attempt}");
        var fate = cluster.IsKind ? 0.1 : random.NextUnit();
        switch (fate)
        {
            case < 0.003:
                // Takes its process with it.
                cluster.Trace.Add(process.Name, "is brought down by a handler");
                cluster.Nodes.FirstOrDefault(node => node.Process == process)?.Crash(TimeSpan.Zero);
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, CancellationToken.None);
                return new AttemptOutcome.Stopped();
            case < 0.35:
                return Done(request, output);
            case < 0.60:
                for (var words = random.Next(1, 4); words > 0; words--)
                {
                    output.Text($"working {words} ");
                    await Task.Delay(random.NextTime(TimeSpan.FromSeconds(30)), _time, stop.Requested);
                }

                return Done(request, output);
            case < 0.75:
                output.Text("half a ");
                return Failed("sim.transient", "It will pass.", "transient");
            case < 0.78:
                return Failed("sim.failed", "It failed.", null);
            case < 0.80:
                throw new InvalidOperationException("A handler threw.");
            case < 0.90:
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop.Requested);
                return new AttemptOutcome.Stopped();
            default:
                // Ignores every request to stop.
                await Task.Delay(random.NextTime(TimeSpan.FromSeconds(200)), _time);
                return Done(request, output);
        }
    }

    private AttemptOutcome.Succeeded Done(AttemptRequest request, IAttemptOutput output)
    {
        if (request.Agent.SystemPrompt == Compactions.SystemPrompt && random.Chance(0.1))
            return Returned(request, "");
        // With the number of the attempt in it, so that nobody takes one's result for the other's unseen.
        var text = $"{request.Agent.Name}:{request.Message.Length}:{request.History.Count}:{request.Exchange.Count}:{request.Key.Attempt}";
        if (request.Agent.Kind == PlanAgentKind.Process && random.Chance(0.5))
            text += "\nand more\n\nand more";
        output.Text(text);
        return Returned(request, text) with { Usage = new Usage(1, 1), Calls = Calls(request) };
    }

    private AttemptOutcome.Succeeded Returned(AttemptRequest request, string text)
    {
        cluster.Witness.Returned(request.Key, text);
        return new AttemptOutcome.Succeeded(Content.Of(text));
    }

    /// <summary>Models with tools ask now and then, several things at once too, and make calls that can't be made.</summary>
    private ToolCall[] Calls(AttemptRequest request)
    {
        if (request.Agent.Kind != PlanAgentKind.Llm || !random.Chance(request.Tools.Count > 0 ? 0.4 : 0.02))
            return [];
        return [.. Enumerable.Range(1, random.Next(1, 4)).Select(number => random.NextUnit() switch
        {
            < 0.1 => new ToolCall("", "no_such_tool", "{}"),
            < 0.2 => new ToolCall("same", AskQuestion.Name, "no json"),
            _ => new ToolCall($"c{number}", AskQuestion.Name, $$"""{"question":"{{request.Key.Unit}} {{number}}?"}"""),
        })];
    }

    private static AttemptOutcome.Failed Failed(string code, string message, string? errorClass) =>
        new(new RunError(code, message)) { Class = errorClass };
}
