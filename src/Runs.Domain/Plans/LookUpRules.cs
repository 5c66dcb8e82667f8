using System.Collections.Immutable;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>Checks that every look-up has a value whenever its template is rendered.</summary>
internal sealed class LookUpRules(
    StrategyDefinition definition,
    IReadOnlyList<PlannedNode> nodes,
    IReadOnlyList<PlanAgent> agents,
    ImmutableSortedDictionary<string, int> ids,
    IssueList issues)
{
    /// <summary>
    /// No strategy that a person would write comes near: it takes an agent of thousands of steps, all in a graph, whose arguments look
    /// up thousands of others.
    /// </summary>
    private const int MostQuestions = 4_000_000;

    private readonly StepOrder order = new(nodes);
    private readonly Dictionary<string, int> places = new(ids, StringComparer.Ordinal);
    private readonly List<StepLookUp> pending = [];

    public void Check()
    {
        foreach (var planned in nodes)
            CheckNode(planned);

        var uses = nodes.Where(planned => planned.Node.AgentIndex >= 0).ToLookup(planned => planned.Node.AgentIndex);
        foreach (var agent in agents)
            CheckAgent(agent, [.. uses[agent.Index]]);
        CheckOrder();
    }

    private void CheckNode(PlannedNode planned)
    {
        var (node, path, _) = planned;
        Check(node.Task, path.Then("task"), [planned]);
        Check(node.Objective, path.Then("objective"), [planned]);
        Check(node.When?.Left, path.Then("when"), [planned]);
        Check(node.When?.Right, path.Then("when"), [planned]);
        Check(node.Items, path.Then("forEach"), [planned], isList: true);
    }

    private void CheckAgent(PlanAgent agent, ImmutableArray<PlannedNode> uses)
    {
        var config = AgentPlanner.PathOf(definition.Agents[agent.Index]).Then("config");
        switch (agent.Settings)
        {
            case ProcessSettings process:
                for (var i = 0; i < process.Args.Length; i++)
                    Check(process.Args[i], config.Then("args").Then(i), uses);
                Check(process.Stdin, config.Then("stdin"), uses);
                break;
            case HttpSettings http:
                Check(http.Url, config.Then("url"), uses);
                Check(http.Body, config.Then(http.IsJson ? "json" : "body"), uses);
                break;
        }
    }

    private void Check(Template? template, SourcePath path, ImmutableArray<PlannedNode> uses, bool isList = false)
    {
        foreach (var text in template?.LookUps ?? [])
        {
            if (!LookUp.TryParse(text, out var lookUp))
                Refuse(StrategyCodes.UnknownLookUp, path, $"unknown look-up {{{{{text}}}}}; known are {LookUp.Known}.", uses);
            else if (lookUp.IsLines && !(isList && IsWhole(template!)))
                Refuse(StrategyCodes.UnknownLookUp, path, $"{{{{{text}}}}} is a list: only forEach can go over it, when it is all that stands there.", uses);
            else if (lookUp.IsOfItem)
                CheckItem(text, path, uses);
            if (lookUp.StepId is { } id)
                CheckStep(id, text, path, uses);
        }
    }

    private static bool IsWhole(Template template) => template.Text.Trim() is var text && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2;

    private void CheckItem(string text, SourcePath path, ImmutableArray<PlannedNode> uses)
    {
        if (uses.FirstOrDefault(use => !order.IsInList(use.Node.Index)) is { Node: not null } outside)
            Refuse(StrategyCodes.LookUpScope, path, $"{{{{{text}}}}} is known only to a step with forEach and what stands in it, not to {outside.Path}.", [outside]);
    }

    private void CheckStep(string id, string text, SourcePath path, ImmutableArray<PlannedNode> uses)
    {
        if (!places.TryGetValue(id, out var target))
        {
            Refuse(StrategyCodes.UnknownLookUp, path, $"{{{{{text}}}}} looks up a step that does not exist.", uses);
        }
        else if (order.FirstOutside(target, uses) is { } outside)
        {
            Refuse(
                StrategyCodes.LookUpScope, path, $"{{{{{text}}}}} looks up a step of a list from outside of it, at {outside.Path}; look up the step with forEach.", [outside]);
        }
        else if (order.Open < MostQuestions)
        {
            pending.Add(new StepLookUp(target, text, path, uses));
            order.Ask(target, uses);
        }
    }

    private void CheckOrder()
    {
        if (order.Open >= MostQuestions)
        {
            issues.Add(StrategyCodes.TooLarge, SourcePath.Root, "Agents of too many steps look up too many others.", default);
            return;
        }

        order.Answer();
        foreach (var (target, text, path, uses) in pending)
        {
            // One issue a look-up is enough, however many steps use the agent.
            if (order.FirstTooEarly(target, uses) is { } use)
                Refuse(StrategyCodes.LookUpOrder, path, $"{{{{{text}}}}} is not certain to have finished before {use.Path} starts.", [use]);
        }
    }

    private void Refuse(string code, SourcePath path, string message, ImmutableArray<PlannedNode> uses) =>
        issues.Add(code, path, $"{path}: {message}", uses.IsEmpty ? default : uses[0].Position);

    /// <summary>A look-up of a step, whose order is checked once all are known.</summary>
    private readonly record struct StepLookUp(int Target, string Text, SourcePath Path, ImmutableArray<PlannedNode> Uses);
}
