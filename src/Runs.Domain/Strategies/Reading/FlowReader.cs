namespace Runs.Domain.Strategies;

/// <summary>Reads flows; the type decides which keys a flow has.</summary>
internal static class FlowReader
{
    public static FlowDefinition Read(ObjectScope scope)
    {
        var name = scope.RequiredNonEmptyText("name") ?? "";
        var type = scope.RequiredNonEmptyText("type");
        if (type is not (null or FlowTypes.Sequential or FlowTypes.Cycle or FlowTypes.Broadcast or FlowTypes.Graph))
            return new CustomFlowDefinition(type, scope.Source) { Name = name, Position = scope.Position };

        var steps = ReadSteps(scope);
        FlowDefinition flow = type switch
        {
            FlowTypes.Cycle => ReadCycle(name, scope),
            FlowTypes.Broadcast => new BroadcastFlowDefinition { Name = name, Separator = scope.Text("separator") },
            FlowTypes.Graph => new GraphFlowDefinition { Name = name, Objective = scope.Text("objective") },
            _ => new SequentialFlowDefinition { Name = name },
        };
        flow = flow with
        {
            Steps = steps,
            Concurrency = scope.Integer("concurrency", least: 1),
            MaxDuration = scope.PositiveDuration("maxDuration"),
            Retention = scope.PositiveDuration("retention"),
        };
        flow = (FlowDefinition)StepReader.ReadCommon(flow, scope);

        // Without a type there is no telling which keys belong.
        if (type is not null)
            scope.Close();
        return flow;
    }

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

    private static ValueArray<StepDefinition> ReadSteps(ObjectScope scope)
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
                    steps[i] = StepReader.Read(array.Items[i], path.Then(i), scope.Issues);
                return [.. steps];
            case var other:
                scope.Issues.Add(
                    StrategyCodes.WrongType, scope.PathOf("steps"), $"Expected array, received {other.TypeName}", other.Position);
                return [];
        }
    }
}
