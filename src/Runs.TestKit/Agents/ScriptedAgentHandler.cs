using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain;
using Runs.Domain.Plans;

namespace Runs.TestKit.Agents;

/// <summary>Lets scripts do the work of the agents that they name, and a handler that of the others. No process is ever started, and no request sent.</summary>
internal sealed class ScriptedAgentHandler(
    PlanAgentKind kind, IEnumerable<AgentScript> scripts, IArtifactStore artifacts, IStepHandler? others) : IStepHandler
{
    private readonly Dictionary<string, AgentScript> _scripts = scripts.ToDictionary(script => script.AgentName, StringComparer.Ordinal);

    public PlanAgentKind Kind => kind;

    public async ValueTask<AttemptOutcome> Execute(AttemptRequest request, IAttemptOutput output, AttemptStop stop)
    {
        if (!_scripts.TryGetValue(request.Agent.Name, out var script))
            return others is null ? Unscripted(request.Agent) : await others.Execute(request, output, stop);
        var reply = script.Reply(request);
        output.Text(reply);
        return new AttemptOutcome.Succeeded(await ArtifactText.Store(artifacts, request.Key.Run, reply, stop.Forced));
    }

    private static AttemptOutcome.Failed Unscripted(PlanAgent agent) => new(new RunError(
        "agent.unscripted", $"Agent \"{agent.Name}\" does real work, which tests don't. Say what it replies, with WithAgent(\"{agent.Name}\", …)."))
    {
        IsPermanent = true,
    };
}
