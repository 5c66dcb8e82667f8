using System.Text.RegularExpressions;

namespace Runs.Domain.Strategies;

/// <summary>Reads steps, and the keys that every step may have.</summary>
internal static partial class StepReader
{
    public static StepDefinition Read(SourceNode node, SourcePath path, IssueList issues)
    {
        if (node is not SourceObject source)
            return Refused(node, path, issues);

        var scope = new ObjectScope(source, path, issues);
        if (scope.Take("agent") is not null)
            return ReadAgentStep(scope);

        var isFlow = source.Members.Items.Any(member => member.Name is "type" or "steps");
        return isFlow ? ReadInnerFlow(new ObjectScope(source, path, issues)) : Refused(node, path, issues);
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
        Position = scope.Position,
    };

    private static StepDefinition ReadAgentStep(ObjectScope scope)
    {
        var step = ReadCommon(new AgentStepDefinition { Agent = scope.Text("agent") ?? "" }, scope);
        scope.Close();
        return step;
    }

    private static FlowDefinition ReadInnerFlow(ObjectScope scope)
    {
        var flow = FlowReader.Read(scope);
        foreach (var key in scope.Source.Members.Items.Select(member => member.Name).Where(name => name is "maxDuration" or "retention"))
            scope.Refuse(key, "Only the root flow can say this, because it is about the whole run");
        return flow;
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
