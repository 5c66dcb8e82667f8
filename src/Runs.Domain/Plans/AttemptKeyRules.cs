using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>
/// Only models, processes, requests and sub-runs are attempted. Keys about attempts on anything else would be read and mean nothing, so they are
/// refused; so is <c>concurrency</c> where steps run one after another anyway.
/// </summary>
internal static class AttemptKeyRules
{
    public static void Check(IReadOnlyList<PlannedNode> nodes, IReadOnlyList<PlanAgent> agents, IssueList issues)
    {
        var kinds = agents.ToDictionary(agent => agent.Index, agent => agent.Kind);
        foreach (var (node, path, position) in nodes)
        {
            if (node.Concurrency is not null && node.Kind is not (PlanNodeKind.Broadcast or PlanNodeKind.Graph or PlanNodeKind.ForEach))
                Refuse("concurrency", "only the steps of a broadcast, a graph or a list run at the same time");
            if (IsSubRun(node, kinds))
                RefuseAll(KeysOf(node).Where(key => key is "heartbeat" or "replay" or "limits"), $"agent \"{node.Name}\" is a run of its own, which outlives its node");
            else if (WhyNotAttempted(node, kinds) is { } reason)
                RefuseAll(KeysOf(node), reason);

            void RefuseAll(IEnumerable<string> keys, string why)
            {
                foreach (var key in keys)
                    Refuse(key, why);
            }

            void Refuse(string key, string why) => issues.Add(
                StrategyCodes.NoAttempts, path.Then(key), $"{path.Then(key)}: \"{key}\" means nothing here, because {why}.", position);
        }
    }

    private static bool IsSubRun(PlanNode node, Dictionary<int, PlanAgentKind> kinds) =>
        node.Kind == PlanNodeKind.Agent && kinds.GetValueOrDefault(node.AgentIndex) == PlanAgentKind.Run;

    private static string? WhyNotAttempted(PlanNode node, Dictionary<int, PlanAgentKind> kinds)
    {
        if (node.Kind != PlanNodeKind.Agent)
            return $"flow \"{node.Name}\" makes no attempts of its own; set it on its steps";
        return kinds.TryGetValue(node.AgentIndex, out var kind) && kind is PlanAgentKind.User or PlanAgentKind.Delay
            ? $"agent \"{node.Name}\" waits and makes no attempts"
            : null;
    }

    private static IEnumerable<string> KeysOf(PlanNode node)
    {
        if (node.Timeout is not null)
            yield return "timeout";
        if (node.Heartbeat is not null)
            yield return "heartbeat";
        if (node.Retry is not null)
            yield return "retry";
        if (node.OnExhausted != ExhaustedAction.Fail)
            yield return "onExhausted";
        if (node.Replay is not null)
            yield return "replay";
        if (!node.Limits.IsEmpty)
            yield return "limits";
    }
}
