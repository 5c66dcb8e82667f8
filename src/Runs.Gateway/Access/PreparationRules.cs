using Runs.Actors;
using Runs.Actors.Strategies;
using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Gateway.Access;

/// <summary>What clients may prepare runs from.</summary>
internal sealed class PreparationRules
{
    private readonly ClientPaths? _paths;
    private readonly bool _allowsInlineProcesses;

    public PreparationRules(GatewayOptions options)
    {
        var isRemote = options.Tokens.Count > 0;
        // Whoever needs no token has the machine to themselves, and may name any path of it unless roots are set.
        _paths = isRemote || options.Roots.Count > 0 ? new ClientPaths(options.Roots, isRemote) : null;
        _allowsInlineProcesses = options.AllowsInlineProcesses;
    }

    /// <summary>The request as the caller may make it, or why not.</summary>
    public RunResult<PrepareRequest> Apply(PrepareRequest request, Caller caller)
    {
        if (!MaySend(caller) && request.Strategy?.Agents.FirstOrDefault(IsPowerful) is { } powerful)
            return Refused(powerful);
        return request with
        {
            Owner = caller.Owner,
            OnlyOwner = caller.Scope,
            Paths = _paths,
            Fork = request.Fork is { } fork ? fork with { Judge = agent => MaySend(caller) || !IsPowerful(agent) ? null : Refused(agent) } : null,
        };
    }

    /// <summary>Whether the caller's strategies may have agents that do more than talk.</summary>
    private bool MaySend(Caller caller) => !caller.IsRemote || _allowsInlineProcesses || caller.Has(Role.Admin);

    private static RunError Refused(AgentDefinition agent) => new(
        AccessErrors.InlineProcess,
        $"Agent {agent.Name} does more than talk, and a strategy with such agents may be sent by admins alone; use a file under the server's roots.");

    /// <summary>Whether an agent acts as the server's user. What isn't known to be harmless does.</summary>
    private static bool IsPowerful(AgentDefinition agent) => agent is RunAgentDefinition { Strategy: { } inner }
        ? inner.Agents.Items.Any(IsPowerful)
        : agent is not (LlmAgentDefinition or UserAgentDefinition or DelayAgentDefinition);
}
