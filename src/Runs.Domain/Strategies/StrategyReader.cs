using System.Text;

namespace Runs.Domain.Strategies;

/// <summary>Reads the text of a strategy into its definition. Pure: prompt files are the loader's.</summary>
public static class StrategyReader
{
    /// <summary>
    /// Reads a strategy of at most <see cref="SourceLimits.MaxBytes"/>. Refuses with every issue found; the error's code is
    /// <see cref="StrategyCodes.Invalid"/> when the content is wrong, or that of the text's own fault.
    /// </summary>
    /// <param name="text">The strategy.</param>
    /// <param name="format">What it is written in.</param>
    /// <param name="fallbackName">The name of a bare graph file that says none. Default: <c>graph</c>.</param>
    public static StrategyResult<StrategyDefinition> Read(string text, StrategyFormat format, string fallbackName = FlowTypes.Graph)
    {
        var issues = new IssueList();
        if (Encoding.UTF8.GetByteCount(text) > SourceLimits.MaxBytes)
            issues.Add(StrategyCodes.TooLarge, SourcePath.Root, $"The strategy is larger than {Sizes.Format(SourceLimits.MaxBytes)}.", default);
        return issues.IsEmpty ? Read(text, format, fallbackName, SourceLimits.MaxValues, issues) : Refused(issues);
    }

    /// <summary>Reads what <see cref="StrategyWriter.Write"/> wrote. Not limited in size, because prompt files are part of it.</summary>
    public static StrategyResult<StrategyDefinition> ReadStored(string json) =>
        Read(json, StrategyFormat.Json, FlowTypes.Graph, int.MaxValue, new IssueList());

    private static StrategyResult<StrategyDefinition> Read(
        string text, StrategyFormat format, string fallbackName, int mostValues, IssueList issues)
    {
        var content = text.StartsWith('\ufeff') ? text[1..] : text;
        var root = format == StrategyFormat.Json ? JsonSource.Parse(content, mostValues, issues) : YamlSource.Parse(content, mostValues, issues);
        if (root is null)
            return Refused(issues);

        var definition = DefinitionReader.Read(root, SourcePath.Root, fallbackName, issues);
        return issues.IsEmpty && definition is not null
            ? StrategyResult<StrategyDefinition>.Ok(definition)
            : Refused(issues);
    }

    private static StrategyResult<StrategyDefinition> Refused(IssueList issues) =>
        StrategyResult<StrategyDefinition>.Refused(IssueText.Reading(issues.Items), issues.Items);
}
