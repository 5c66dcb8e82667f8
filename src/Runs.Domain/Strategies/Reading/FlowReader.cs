namespace Runs.Domain.Strategies;

/// <summary>Reads flows; the type decides which keys a flow has.</summary>
internal static class FlowReader
{
    public static FlowDefinition Read(ObjectScope scope, StrategyAgents agents)
    {
        var name = scope.Has("name") ? null : StepReader.IdOf(scope.Source);
        name ??= scope.RequiredNonEmptyText("name") ?? "";
        var type = scope.RequiredNonEmptyText("type");
        if (type is not (null or FlowTypes.Sequential or FlowTypes.Cycle or FlowTypes.Broadcast or FlowTypes.Graph))
            return new CustomFlowDefinition(type, scope.Source) { Name = name, Position = scope.Position };

        var steps = ReadSteps(scope, agents);
        FlowDefinition flow = type switch
        {
            FlowTypes.Cycle => ReadCycle(name, scope),
            FlowTypes.Broadcast => new BroadcastFlowDefinition { Name = name, Separator = scope.Text("separator") },
            FlowTypes.Graph => new GraphFlowDefinition { Name = name, Objective = scope.Text("objective") },
            _ => new SequentialFlowDefinition { Name = name },
        };
        flow = (FlowDefinition)StepReader.ReadCommon(WithLimits(flow with { Steps = steps }, scope), scope);

        // Without a type there is no telling which keys belong.
        if (type is not null)
            scope.Close();
        return flow;
    }

    /// <summary>The graph that a bare file is.</summary>
    public static GraphFlowDefinition ReadBare(string name, ObjectScope scope, StrategyAgents agents)
    {
        var graph = new GraphFlowDefinition
        {
            Name = name,
            Objective = scope.Text("objective"),
            Steps = ReadSteps(scope, agents),
            Position = scope.Position,
            Origin = new SourceOrigin(SourcePath.Root),
        };
        return (GraphFlowDefinition)WithLimits(graph, scope);
    }

    private static FlowDefinition WithLimits(FlowDefinition flow, ObjectScope scope) => flow with
    {
        Concurrency = scope.Integer("concurrency", least: 1),
        MaxDuration = scope.PositiveDuration("maxDuration"),
        Retention = scope.PositiveDuration("retention"),
    };

    private static CycleFlowDefinition ReadCycle(string name, ObjectScope scope)
    {
        var signals = scope.NonEmptyTexts("breakCycleSignals");
        if (signals is { Count: 0 })
            scope.Refuse("breakCycleSignals", "Array must contain at least 1 element(s)");

        return new CycleFlowDefinition
        {
            Name = name,
            Cycles = ReadCycles(scope),
            Observer = scope.Text("observer"),
            BreakCycleSignals = signals,
            BreakCycleSignalMatch = scope.Choice("breakCycleSignalMatch", Words.BreakMatch),
        };
    }

    private static CycleCount? ReadCycles(ObjectScope scope) => scope.Take("cycles") switch
    {
        null => null,
        SourceString { Value: CycleCount.InfiniteWord } => CycleCount.Infinite,
        SourceString => Refused(scope),
        _ => scope.Integer("cycles", least: 1) is { } limit ? new CycleCount(limit) : null,
    };

    private static CycleCount? Refused(ObjectScope scope)
    {
        scope.Refuse("cycles", $"Invalid input; expected a whole number or \"{CycleCount.InfiniteWord}\"");
        return null;
    }

    private static ValueArray<StepDefinition> ReadSteps(ObjectScope scope, StrategyAgents agents)
    {
        switch (scope.TakeRequired("steps"))
        {
            case null:
                return [];
            case SourceArray { Items.Count: 0 }:
                scope.Refuse("steps", "Array must contain at least 1 element(s)");
                return [];
            case SourceArray array:
                var path = scope.PathOf("steps");
                var steps = new StepDefinition[array.Items.Count];
                for (var i = 0; i < steps.Length; i++)
                    steps[i] = StepReader.Read(array.Items[i], path.Then(i), scope.Issues, agents);
                return [.. steps];
            case var other:
                scope.Issues.Add(
                    StrategyCodes.WrongType, scope.PathOf("steps"), $"Expected array, received {other.TypeName}", other.Position);
                return [];
        }
    }
}
