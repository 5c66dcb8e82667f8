using System.Collections.Immutable;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>Checks that every look-up has a value whenever its template is rendered.</summary>
internal sealed class LookUpRules(
    IReadOnlyList<PlannedNode> nodes,
    IReadOnlyList<PlanAgent> agents,
    ImmutableSortedDictionary<string, int> ids,
    IssueList issues)
{
    private readonly StepOrder order = new(nodes);

    public void Check()
    {
        foreach (var planned in nodes)
            Check(planned.Node.Task, planned.Path.Then("task"), [planned]);

        var uses = nodes.Where(planned => planned.Node.AgentIndex >= 0).ToLookup(planned => planned.Node.AgentIndex);
        foreach (var agent in agents)
            CheckAgent(agent, [.. uses[agent.Index]]);
    }

    private void CheckAgent(PlanAgent agent, ImmutableArray<PlannedNode> uses)
    {
        var config = SourcePath.Root.Then("agents").Then(agent.Name).Then("config");
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

    private void Check(Template? template, SourcePath path, ImmutableArray<PlannedNode> uses)
    {
        foreach (var text in template?.LookUps ?? [])
        {
            if (!LookUp.TryParse(text, out var lookUp))
                Refuse(StrategyCodes.UnknownLookUp, path, $"unknown look-up {{{{{text}}}}}; known are {LookUp.Known}.", uses);
            else if (lookUp.StepId is { } id)
                CheckStep(id, text, path, uses);
        }
    }

    private void CheckStep(string id, string text, SourcePath path, ImmutableArray<PlannedNode> uses)
    {
        if (!ids.TryGetValue(id, out var target))
        {
            Refuse(StrategyCodes.UnknownLookUp, path, $"{{{{{text}}}}} looks up a step that does not exist.", uses);
            return;
        }

        // One issue a look-up is enough, however many steps use the agent.
        if (order.FirstTooEarly(target, uses) is { } use)
            Refuse(StrategyCodes.LookUpOrder, path, $"{{{{{text}}}}} is not certain to have finished before {use.Path} starts.", [use]);
    }

    private void Refuse(string code, SourcePath path, string message, ImmutableArray<PlannedNode> uses) =>
        issues.Add(code, path, $"{path}: {message}", uses.IsEmpty ? default : uses[0].Position);
}
