using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>
/// Keys that only mean something at certain places. Anywhere else they would be read and do nothing, and their author would believe
/// that they do: they are refused.
/// </summary>
internal static class KeyPlaces
{
    private const string InGraphs = "only the steps of a graph wait for each other";

    /// <summary>Checks the root flow.</summary>
    public static void CheckRoot(FlowDefinition root, SourcePath path, IssueList issues)
    {
        CheckDependencies(root, path, issues);
        if (root.When is not null)
            Refuse("when", "the root flow is always executed", path, root, issues);
        if (root.ForEach is not null)
            Refuse("forEach", "the root flow is executed once", path, root, issues);
        if (root.OnTimeout != TimeoutAction.FailRun)
            Refuse("onTimeout", "the root flow is the run", path, root, issues);
    }

    /// <summary>Checks a step by the flow around it.</summary>
    public static void Check(StepDefinition step, FlowDefinition around, SourcePath path, IssueList issues)
    {
        if (around is not GraphFlowDefinition)
        {
            CheckDependencies(step, path, issues);
            if (step.OnTimeout != TimeoutAction.FailRun && step.ForEach is null)
                Refuse("onTimeout", "outside of graphs and lists a step that times out ends the flow around it", path, step, issues);
        }

        if (step is not FlowDefinition flow)
            return;
        if (flow.MaxDuration is not null)
            Refuse("maxDuration", "only the root flow has it", path, step, issues);
        if (flow.Retention is not null)
            Refuse("retention", "only the root flow has it", path, step, issues);
    }

    /// <summary>Checks the keys that depend on what executes a step.</summary>
    public static void Check(IReadOnlyList<PlannedNode> nodes, IReadOnlyList<PlanAgent> agents, IssueList issues)
    {
        var kinds = agents.ToDictionary(agent => agent.Index, agent => agent.Kind);
        foreach (var (node, path, position) in nodes)
        {
            if (node.Cwd is null && node.OutputLimit is null && node.OnTimeout == TimeoutAction.FailRun)
                continue;
            PlanAgentKind? kind = kinds.TryGetValue(node.AgentIndex, out var found) ? found : null;
            var waits = kind is PlanAgentKind.User or PlanAgentKind.Delay;
            if (waits && node.OnTimeout != TimeoutAction.FailRun)
                Refuse("onTimeout", $"agent \"{node.Name}\" waits as long as it takes", path, position, issues);
            if (node.Cwd is { } cwd)
                CheckCwd(cwd, kind, node, path.Then("cwd"), position, issues);
            if (node.OutputLimit is not null && (node.Kind != PlanNodeKind.Agent || waits || kind == PlanAgentKind.Run))
                Refuse("outputLimit", "only an attempt has an output that can be limited", path, position, issues);
        }
    }

    private static void CheckDependencies(StepDefinition step, SourcePath path, IssueList issues)
    {
        if (step.Needs.Count > 0)
            Refuse("needs", InGraphs, path, step, issues);
        if (step.After.Count > 0)
            Refuse("after", InGraphs, path, step, issues);
    }

    private static void CheckCwd(string cwd, PlanAgentKind? kind, PlanNode node, SourcePath path, SourcePosition position, IssueList issues)
    {
        if (node.Kind != PlanNodeKind.Agent || kind is not (PlanAgentKind.Process or null))
            issues.Add(StrategyCodes.MisplacedKey, path, $"{path}: \"cwd\" means nothing here, because only a process has a directory.", position);
        else if (!RelativePath.IsBelow(cwd) || cwd.Contains('\0') || cwd.Length > RelativePath.MaxLength)
            issues.Add(StrategyCodes.Cwd, path, $"{path}: expected a relative path that stays below the run's directory, of at most {RelativePath.MaxLength} characters and none of them NUL.", position);
        else
            PlanTemplates.Forbid(cwd, path, position, issues);
    }

    private static void Refuse(string key, string reason, SourcePath path, StepDefinition step, IssueList issues) =>
        Refuse(key, reason, path, step.Position, issues);

    private static void Refuse(string key, string reason, SourcePath path, SourcePosition position, IssueList issues) =>
        issues.Add(StrategyCodes.MisplacedKey, path.Then(key), $"{path.Then(key)}: \"{key}\" means nothing here, because {reason}.", position);
}
