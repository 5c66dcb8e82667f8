using Runs.Domain.Runs.Progress;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>Parses what a step goes over, and refuses what can't be a list whatever its look-ups come to.</summary>
internal static class ListTemplates
{
    public static Template Parse(string text, SourcePath path, SourcePosition position, IssueList issues)
    {
        var template = PlanTemplates.Parse(text, path, position, issues);
        if (!template.LookUps.IsEmpty ? !CanBeList(text.Trim()) : text.Length > 0 && ListItems.Read(template, text).Error is not null)
            issues.Add(StrategyCodes.List, path, $"{path}: expected one look-up, such as {{{{steps.a.output.lines}}}}, or a JSON array of at most {ListItems.MaxItems} items.", position);
        return template;
    }

    private static bool CanBeList(string text) =>
        text[0] == '[' ? text[^1] == ']' : text.StartsWith("{{", StringComparison.Ordinal) && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2;
}
