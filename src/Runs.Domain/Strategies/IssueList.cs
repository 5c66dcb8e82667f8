using System.Collections.Immutable;

namespace Runs.Domain.Strategies;

/// <summary>Gathers issues, so that a strategy's author sees all of them at once.</summary>
internal sealed class IssueList
{
    private readonly ImmutableArray<StrategyIssue>.Builder issues = ImmutableArray.CreateBuilder<StrategyIssue>();

    public bool IsEmpty => issues.Count == 0;

    public ImmutableArray<StrategyIssue> Items => issues.ToImmutable();

    public void Add(string code, string path, string message, SourcePosition position) =>
        issues.Add(position.Line == 0
            ? new StrategyIssue(code, path, message)
            : new StrategyIssue(code, path, message, position.Line, position.Column));
}
