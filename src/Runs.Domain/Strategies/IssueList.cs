using System.Collections.Immutable;

namespace Runs.Domain.Strategies;

/// <summary>Gathers issues, so that a strategy's author sees all of them at once.</summary>
internal sealed class IssueList
{
    /// <summary>A file of one mebibyte can hold half a million mistakes; nobody reads more than these.</summary>
    private const int MaxItems = 200;

    private readonly ImmutableArray<StrategyIssue>.Builder issues = ImmutableArray.CreateBuilder<StrategyIssue>();

    public bool IsEmpty => issues.Count == 0;

    public ImmutableArray<StrategyIssue> Items => issues.ToImmutable();

    public void Add(string code, SourcePath path, string message, SourcePosition position)
    {
        if (issues.Count > MaxItems)
            return;

        var isLast = issues.Count == MaxItems;
        issues.Add(new StrategyIssue(
            isLast ? StrategyCodes.Invalid : code,
            isLast ? "" : path.ToString(),
            isLast ? "Further issues are left out" : message,
            isLast || position.Line == 0 ? null : position.Line,
            isLast || position.Line == 0 ? null : position.Column));
    }
}
