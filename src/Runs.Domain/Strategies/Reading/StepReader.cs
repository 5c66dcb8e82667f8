using System.Text.RegularExpressions;

namespace Runs.Domain.Strategies;

/// <summary>Reads steps, and the keys that every step may have.</summary>
internal static partial class StepReader
{
    public static StepDefinition Read(SourceNode node, SourcePath path, IssueList issues, StrategyAgents agents)
    {
        if (node is not SourceObject source)
            return Refused(node, path, issues);

        var scope = new ObjectScope(source, path, issues);
        if (scope.Has("agent"))
            return ReadAgentStep(scope);
        if (scope.Has("type") || scope.Has("steps"))
            return FlowReader.Read(scope, agents);
        return InlineAgentReader.KeyOf(source) is { } key ? ReadInlineStep(key, scope, agents) : Refused(node, path, issues);
    }

    /// <summary>Adds the keys that every step may have.</summary>
    public static StepDefinition ReadCommon(StepDefinition step, ObjectScope scope) => step with
    {
        Description = scope.Text("description"),
        Id = ReadId(scope),
        Task = scope.Text("task"),
        Timeout = scope.PositiveDuration("timeout"),
        Heartbeat = scope.PositiveDuration("heartbeat"),
        Retry = RetryReader.Read(scope.Object("retry")),
        OnExhausted = scope.Choice("onExhausted", Words.OnExhausted) ?? ExhaustedAction.Fail,
        Replay = scope.Choice("replay", Words.Replay),
        OnTimeout = scope.Choice("onTimeout", Words.OnTimeout) ?? TimeoutAction.FailRun,
        Needs = scope.NonEmptyTexts("needs") ?? [],
        After = scope.NonEmptyTexts("after") ?? [],
        When = scope.Text("when"),
        ForEach = ForEachReader.Read(scope),
        Cwd = scope.NonEmptyText("cwd"),
        OutputLimit = scope.Size("outputLimit"),
        Limits = scope.NonEmptyTexts("limits") ?? [],
        Position = scope.Position,
    };

    /// <summary>The id of a step, where it is valid.</summary>
    public static string? IdOf(SourceObject step) =>
        step.Members.Items.LastOrDefault(member => member.Name == "id")?.Value is SourceString id && Id().IsMatch(id.Value) ? id.Value : null;

    private static StepDefinition ReadAgentStep(ObjectScope scope) =>
        Close(ReadCommon(new AgentStepDefinition { Agent = scope.Text("agent") ?? "" }, scope), "agent", scope);

    private static StepDefinition ReadInlineStep(string key, ObjectScope scope, StrategyAgents agents) =>
        Close(ReadCommon(new AgentStepDefinition { Agent = InlineAgentReader.Read(key, scope, agents) }, scope), key, scope);

    private static StepDefinition Close(StepDefinition step, string agent, ObjectScope scope)
    {
        foreach (var other in InlineAgentReader.Keys.Where(key => key != agent && scope.Has(key)))
        {
            scope.Take(other);
            scope.Issues.Add(StrategyCodes.OneAgent, scope.PathOf(other), $"A step has one agent, and this one has '{agent}' already", scope.Position);
        }

        scope.Close();
        return step;
    }

    private static AgentStepDefinition Refused(SourceNode node, SourcePath path, IssueList issues)
    {
        issues.Add(StrategyCodes.WrongType, path, "Invalid input", node.Position);
        return new AgentStepDefinition { Agent = "" };
    }

    private static string? ReadId(ObjectScope scope)
    {
        var id = scope.Text("id");
        if (id is null || Id().IsMatch(id))
            return id;

        scope.Refuse("id", "Invalid id; expected 1 to 64 letters, digits, '_' or '-'");
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
