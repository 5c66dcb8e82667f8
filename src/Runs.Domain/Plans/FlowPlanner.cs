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
        var path = definition.Flow.Origin.Path ?? SourcePath.Root.Then("flow");
        KeyPlaces.CheckRoot(definition.Flow, path, issues);
        AddFlow(definition.Flow, new Place(-1, 0, IsIsolated: false), path);
        return nodes;
    }

    private int AddFlow(FlowDefinition flow, Place place, SourcePath path)
    {
        var index = Reserve();
        var steps = path.Then("steps");
        var children = new int[flow.Steps.Count];
        var isIsolated = place.IsIsolated || flow is GraphFlowDefinition;
        for (var i = 0; i < children.Length; i++)
        {
            KeyPlaces.Check(flow.Steps[i], flow, steps.Then(i), issues);
            children[i] = AddStep(flow.Steps[i], flow.Name, new Place(index, i, isIsolated), steps.Then(i));
        }

        var node = Common(flow, index, place, path) with
        {
            Kind = KindOf(flow, path),
            Name = flow.Name,
            Children = [.. children],
            Concurrency = flow.Concurrency,
            MaxDuration = flow.MaxDuration,
            Retention = flow.Retention,
        };
        nodes[index] = new PlannedNode(WithTyped(node, flow, path), path, flow.Position);
        if (flow is GraphFlowDefinition graph)
            GraphLinks.Add(graph, nodes, children, definition, issues);
        return index;
    }

    private int AddStep(StepDefinition step, string flowName, Place place, SourcePath path) => step switch
    {
        { ForEach: { } list } => AddList(step, list, flowName, place, path),
        FlowDefinition flow => AddFlow(flow, place, path),
        _ => AddAgentStep((AgentStepDefinition)step, flowName, place, path),
    };

    /// <summary>A list stands around its step: it has the id, the dependencies and the condition, the step all else.</summary>
    private int AddList(StepDefinition step, ForEachDefinition list, string flowName, Place place, SourcePath path)
    {
        var index = Reserve();
        var inner = step with { ForEach = null, Id = null, When = null, Needs = [], After = [] };
        var child = AddStep(inner, flowName, new Place(index, 0, IsIsolated: true), path);
        var items = path.Then("forEach");
        nodes[index] = new PlannedNode(
            new PlanNode
            {
                Index = index,
                Parent = place.Parent,
                Ordinal = place.Ordinal,
                Kind = PlanNodeKind.ForEach,
                Name = nodes[child].Node.Name,
                Id = step.Id,
                IsIsolated = place.IsIsolated,
                Children = [child],
                When = PlanTemplates.ParseCondition(step.When, path.Then("when"), step.Position, issues),
                Items = ListTemplates.Parse(list.Items, items, step.Position, issues),
                Concurrency = list.Concurrency,
                Separator = list.Separator ?? ForEachDefinition.DefaultSeparator,
            },
            path,
            step.Position);
        return index;
    }

    private int AddAgentStep(AgentStepDefinition step, string flowName, Place place, SourcePath path)
    {
        var agent = step.Agent;
        var index = Reserve();
        var node = Common(step, index, place, path) with
        {
            Name = agent,
            AgentIndex = FindAgent(agent, flowName, path.Then("agent"), step.Position),
        };
        nodes[index] = new PlannedNode(node, path, step.Position);
        return index;
    }

    private PlanNode Common(StepDefinition step, int index, Place place, SourcePath path) => new()
    {
        Index = index,
        Parent = place.Parent,
        Ordinal = place.Ordinal,
        IsIsolated = place.IsIsolated,
        Kind = PlanNodeKind.Agent,
        Name = "",
        Id = step.Id,
        Task = PlanTemplates.Parse(step.Task, path.Then("task"), step.Position, issues),
        Timeout = step.Timeout,
        Heartbeat = step.Heartbeat,
        Retry = step.Retry,
        OnExhausted = step.OnExhausted,
        Replay = step.Replay,
        OnTimeout = step.OnTimeout,
        When = PlanTemplates.ParseCondition(step.When, path.Then("when"), step.Position, issues),
        Cwd = step.Cwd,
        OutputLimit = step.OutputLimit,
        Limits = LimitPlanner.Parse(step.Limits, path.Then("limits"), step.Position, issues),
    };

    private PlanNode WithTyped(PlanNode node, FlowDefinition flow, SourcePath path) => flow switch
    {
        BroadcastFlowDefinition broadcast => node with { Separator = broadcast.Separator ?? BroadcastFlowDefinition.DefaultSeparator },
        CycleFlowDefinition cycle => node with
        {
            Cycles = (cycle.Cycles ?? new CycleCount(1)).Limit,
            Observer = AddObserver(cycle, node, path),
            BreakSignals = cycle.BreakCycleSignals?.Items ?? BreakSignal.Defaults,
            BreakMatch = cycle.BreakCycleSignalMatch ?? BreakMatch.Substring,
        },
        GraphFlowDefinition graph => node with
        {
            Objective = PlanTemplates.Parse(graph.Objective, path.Then("objective"), graph.Position, issues),
        },
        _ => node,
    };

    private int AddObserver(CycleFlowDefinition cycle, PlanNode around, SourcePath path)
    {
        if (cycle.Observer is not { } observer)
            return -1;

        var index = Reserve();
        var observerPath = path.Then("observer");
        var node = new PlanNode
        {
            Index = index,
            Parent = around.Index,
            Ordinal = -1,
            IsIsolated = around.IsIsolated,
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
            case GraphFlowDefinition:
                return PlanNodeKind.Graph;
            default:
                var message = $"Flow \"{flow.Name}\" references unknown flow type \"{flow.Type}\". "
                    + $"Built-in flows: {NameList.Of([FlowTypes.Sequential, FlowTypes.Cycle, FlowTypes.Broadcast, FlowTypes.Graph])}. Registered flows: {NameList.Of([])}.";
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

    /// <summary>Where a node goes.</summary>
    private readonly record struct Place(int Parent, int Ordinal, bool IsIsolated);
}
