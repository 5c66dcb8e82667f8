using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Lays the flow out flat, in pre-order.</summary>
internal sealed class FlowPlanner
{
    private readonly StrategyDefinition definition;
    private readonly IssueList issues;
    private readonly Dictionary<string, int> agents = new(StringComparer.Ordinal);
    private readonly List<PlannedNode> nodes = [];

    public FlowPlanner(StrategyDefinition definition, IssueList issues)
    {
        this.definition = definition;
        this.issues = issues;
        foreach (var agent in definition.Agents)
            agents.Add(agent.Name, agents.Count);
    }

    public IReadOnlyList<PlannedNode> Plan()
    {
        AddFlow(definition.Flow, parent: -1, ordinal: 0, SourcePath.Root.Then("flow"));
        return nodes;
    }

    private int AddFlow(FlowDefinition flow, int parent, int ordinal, SourcePath path)
    {
        var index = Reserve();
        var steps = path.Then("steps");
        var children = new int[flow.Steps.Count];
        for (var i = 0; i < children.Length; i++)
            children[i] = AddStep(flow.Steps[i], flow.Name, index, i, steps.Then(i));

        var node = Common(flow, index, parent, ordinal, path) with
        {
            Kind = KindOf(flow, path),
            Name = flow.Name,
            Children = [.. children],
            Concurrency = flow.Concurrency,
        };
        nodes[index] = new PlannedNode(WithTyped(node, flow, path), path, flow.Position);
        return index;
    }

    private int AddStep(StepDefinition step, string flowName, int parent, int ordinal, SourcePath path)
    {
        if (step is FlowDefinition flow)
            return AddFlow(flow, parent, ordinal, path);

        var agent = ((AgentStepDefinition)step).Agent;
        var index = Reserve();
        var node = Common(step, index, parent, ordinal, path) with
        {
            Name = agent,
            AgentIndex = FindAgent(agent, flowName, path.Then("agent"), step.Position),
        };
        nodes[index] = new PlannedNode(node, path, step.Position);
        return index;
    }

    private PlanNode Common(StepDefinition step, int index, int parent, int ordinal, SourcePath path) => new()
    {
        Index = index,
        Parent = parent,
        Ordinal = ordinal,
        Kind = PlanNodeKind.Agent,
        Name = "",
        Id = step.Id,
        Task = PlanTemplates.Parse(step.Task, path.Then("task"), step.Position, issues),
        Timeout = step.Timeout,
        Heartbeat = step.Heartbeat,
        Retry = step.Retry,
        OnExhausted = step.OnExhausted,
        Replay = step.Replay,
    };

    private PlanNode WithTyped(PlanNode node, FlowDefinition flow, SourcePath path) => flow switch
    {
        BroadcastFlowDefinition broadcast => node with { Separator = broadcast.Separator ?? BroadcastFlowDefinition.DefaultSeparator },
        CycleFlowDefinition cycle => node with
        {
            Cycles = (cycle.Cycles ?? new CycleCount(1)).Limit,
            Observer = AddObserver(cycle, node.Index, path),
            BreakSignals = cycle.BreakCycleSignals?.Items ?? BreakSignal.Defaults,
            BreakMatch = cycle.BreakCycleSignalMatch ?? BreakMatch.Substring,
        },
        _ => node,
    };

    private int AddObserver(CycleFlowDefinition cycle, int parent, SourcePath path)
    {
        if (cycle.Observer is not { } observer)
            return -1;

        var index = Reserve();
        var observerPath = path.Then("observer");
        var node = new PlanNode
        {
            Index = index,
            Parent = parent,
            Ordinal = -1,
            Kind = PlanNodeKind.Agent,
            IsObserver = true,
            Name = observer,
            AgentIndex = FindAgent(observer, cycle.Name, observerPath, cycle.Position),
        };
        nodes[index] = new PlannedNode(node, observerPath, cycle.Position);
        return index;
    }

    private PlanNodeKind KindOf(FlowDefinition flow, SourcePath path)
    {
        switch (flow)
        {
            case CycleFlowDefinition:
                return PlanNodeKind.Cycle;
            case BroadcastFlowDefinition:
                return PlanNodeKind.Broadcast;
            case SequentialFlowDefinition:
                return PlanNodeKind.Sequential;
            default:
                var message = $"Flow \"{flow.Name}\" references unknown flow type \"{flow.Type}\". "
                    + $"Built-in flows: {NameList.Of([FlowTypes.Sequential, FlowTypes.Cycle, FlowTypes.Broadcast])}. Registered flows: {NameList.Of([])}.";
                issues.Add(StrategyCodes.UnknownFlowType, path.Then("type"), message, flow.Position);
                return PlanNodeKind.Sequential;
        }
    }

    private int FindAgent(string name, string flow, SourcePath path, SourcePosition position)
    {
        if (agents.TryGetValue(name, out var index))
            return index;

        issues.Add(
            StrategyCodes.UnknownAgent,
            path,
            $"Flow \"{flow}\" references agent \"{name}\" which is not defined. Available agents: {NameList.Plain(agents.Keys)}.",
            position);
        return -1;
    }

    private int Reserve()
    {
        nodes.Add(default);
        return nodes.Count - 1;
    }
}
