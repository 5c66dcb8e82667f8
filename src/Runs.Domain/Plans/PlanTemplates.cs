using System.Diagnostics.CodeAnalysis;
using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>Parses the templates of a strategy, and refuses look-ups where there may be none.</summary>
internal static class PlanTemplates
{
    [return: NotNullIfNotNull(nameof(text))]
    public static Template? Parse(string? text, SourcePath path, SourcePosition position, IssueList issues)
    {
        if (text is null)
            return null;
        if (Template.TryParse(text, out var template, out var error))
            return template;

        issues.Add(StrategyCodes.Template, path, $"{path}: {error}", position);
        return Template.Empty;
    }

    public static Condition? ParseCondition(string? text, SourcePath path, SourcePosition position, IssueList issues)
    {
        if (text is null)
            return null;
        if (Condition.TryParse(text, out var condition, out var error))
            return condition;

        issues.Add(StrategyCodes.Condition, path, $"{path}: {error}", position);
        return null;
    }

    /// <summary>Notes an issue when a text that is taken literally has a look-up that its author must have meant.</summary>
    public static void Forbid(string? text, SourcePath path, SourcePosition position, IssueList issues)
    {
        var isMeant = text is not null
            && Template.TryParse(text, out var template, out _)
            && template.LookUps.Any(lookUp => LookUp.TryParse(lookUp, out _));
        if (isMeant)
            issues.Add(StrategyCodes.TemplateNotAllowed, path, $"{path}: templates are not allowed here, only in task, args, stdin, url, body and json.", position);
    }
}
