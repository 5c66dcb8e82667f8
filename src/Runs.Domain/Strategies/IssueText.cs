using System.Collections.Immutable;

namespace Runs.Domain.Strategies;

/// <summary>Renders issues as the one message that existing clients show and match on.</summary>
internal static class IssueText
{
    /// <summary>The error for a text that could not be read, or whose content is not valid.</summary>
    public static RunError Reading(ImmutableArray<StrategyIssue> issues)
    {
        var unread = issues.FirstOrDefault(issue => IsAboutTheText(issue.Code));
        return unread is not null
            ? new RunError(unread.Code, unread.Message)
            : new RunError(StrategyCodes.Invalid, "Strategy validation failed:\n" + string.Join('\n', issues.Select(issue => $"  - {issue.Path}: {issue.Message}")));
    }

    /// <summary>The error for a valid strategy that cannot be run: one message a line.</summary>
    public static RunError Planning(ImmutableArray<StrategyIssue> issues) =>
        new(issues.Length == 1 ? issues[0].Code : StrategyCodes.Invalid, string.Join('\n', issues.Select(issue => issue.Message)));

    private static bool IsAboutTheText(string code) =>
        code is StrategyCodes.Malformed or StrategyCodes.TooLarge or StrategyCodes.TooDeep or StrategyCodes.YamlAlias or StrategyCodes.YamlTag;
}
