using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Plans the strategies of sub-runs, however deep they nest, so that what is wrong with them is said before anything begins.</summary>
internal sealed class SubStrategyRules(PlanOptions options, IssueList issues)
{
    /// <summary>Notes what is wrong with the strategies of sub-runs, each issue with the file's name in front.</summary>
    public static void Check(StrategyDefinition definition, PlanOptions options, IssueList issues)
    {
        var runs = definition.Agents.Items.OfType<RunAgentDefinition>().ToList();
        if (runs.Count == 0)
            return;
        var rules = new SubStrategyRules(options, issues);
        foreach (var agent in runs)
            rules.Check(agent, SourcePath.Root, "");
        if (issues.IsEmpty && StrategyReader.ReadStored(StrategyWriter.ToJson(definition)).Error is { } error)
            issues.Add(error.Code, SourcePath.Root.Then("agents"), $"With its sub-runs: {error.Message}", runs[0].Position);
    }

    private void Check(RunAgentDefinition agent, SourcePath around, string files)
    {
        var path = around.Then("agents").Then(agent.Name).Then("config").Then("strategy");
        if (agent.Strategy is not { } strategy)
        {
            issues.Add(StrategyCodes.SubRunNotFound, path, $"{files}Agent \"{agent.Name}\" names a strategy file that was not read: {agent.File}", agent.Position);
            return;
        }

        files += agent.File is { } file ? $"{file}: " : $"{agent.Name}: ";
        foreach (var issue in PlanBuilder.IssuesOf(strategy, options))
            issues.Add(issue.Code, path.Then(issue.Path), files + issue.Message, PositionOf(agent, issue));
        foreach (var inner in strategy.Agents.Items.OfType<RunAgentDefinition>())
            Check(inner, path, files);
    }

    /// <summary>A line of another file would mislead.</summary>
    private static SourcePosition PositionOf(RunAgentDefinition agent, StrategyIssue issue) =>
        agent.File is null && issue is { Line: { } line, Column: { } column } ? new SourcePosition(line, column) : agent.Position;
}
