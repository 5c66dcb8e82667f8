using System.Collections.Immutable;
using Runs.Actors.Strategies;
using Runs.Domain;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Node.CommandLine;

/// <summary>Reads and plans a strategy before anything is touched, so that its author sees every mistake at once, with its line.</summary>
internal static class StrategyCheck
{
    /// <summary>Refuses a strategy that can't be executed.</summary>
    /// <exception cref="UserError">What is wrong with it.</exception>
    public static void Run(string path, string? model) => Plan(path, model);

    /// <summary>The plan of a strategy.</summary>
    /// <exception cref="UserError">What is wrong with it.</exception>
    public static Plan Plan(string path, string? model)
    {
        var loaded = StrategyFileLoader.Load(path);
        if (!loaded.IsOk)
            throw Refused(path, loaded.Error, loaded.Issues);
        var planned = PlanBuilder.Build(loaded.Value, new PlanOptions { ModelOverride = model });
        if (!planned.IsOk)
            throw Refused(path, planned.Error, planned.Issues);
        return planned.Value;
    }

    private static UserError Refused(string path, RunError error, ImmutableArray<StrategyIssue> issues)
    {
        if (issues.IsEmpty)
            return UserError.Of(error);
        var mistakes = issues.Length == 1 ? "a mistake" : $"{issues.Length} mistakes";
        return new UserError(error.Code, $"{path} has {mistakes}:\n{string.Join('\n', issues.Select(Line))}");
    }

    private static string Line(StrategyIssue issue)
    {
        var place = issue.Line is { } line ? $"{line}:{issue.Column}: " : "";
        var within = issue.Path.Length > 0 && !issue.Message.Contains(issue.Path, StringComparison.Ordinal) ? $"{issue.Path}: " : "";
        return $"  {place}{within}{issue.Message} [{issue.Code}]";
    }
}
