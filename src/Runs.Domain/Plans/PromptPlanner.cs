using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>Fills the variables into the template of one system prompt.</summary>
internal sealed class PromptPlanner(PromptTemplateDefinition source, SourcePath path, SourcePosition position, IssueList issues)
{
    private readonly PromptVariables variables = new(source.Variables);
    private int filledIn;

    public string Plan()
    {
        if (source.Template.Contains("{%", StringComparison.Ordinal))
        {
            Refuse(StrategyCodes.Template, "{% %} tags are not supported; only {{name}} look-ups of variables are.");
            return "";
        }

        var prompt = PlanTemplates.Parse(source.Template, path, position, issues).Render(Variable);
        if (filledIn > SourceLimits.MaxNamedBytes)
            Refuse(StrategyCodes.TooLarge, $"the variables fill in more than {Sizes.Format(SourceLimits.MaxNamedBytes)}.");
        return prompt;
    }

    /// <summary>A long variable that is looked up often would outgrow the memory, so nothing is filled in beyond the bound.</summary>
    private string Variable(string name)
    {
        var value = variables.Find(name);
        if (value is null)
            Refuse(StrategyCodes.UnknownLookUp, $"there is no variable {{{{{name}}}}}.");
        if (value is null || filledIn > SourceLimits.MaxNamedBytes)
            return "";

        filledIn += value.Length;
        return value;
    }

    private void Refuse(string code, string message) => issues.Add(code, path, $"{path}: {message}", position);
}
