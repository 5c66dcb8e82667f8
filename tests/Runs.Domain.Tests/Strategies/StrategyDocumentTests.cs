using System.Text.RegularExpressions;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class StrategyDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository(), "docs", "strategy-file.md"));

    [Fact]
    public void Every_example_can_be_planned()
    {
        var examples = Regex.Matches(Document, "```yaml\n(.*?)```", RegexOptions.Singleline);
        examples.Count.ShouldBeGreaterThan(5);
        foreach (Match example in examples)
            PlanBuilder.Build(Read.Yaml(example.Groups[1].Value), new PlanOptions()).Error.ShouldBeNull();
    }

    [Fact]
    public void Every_error_code_is_explained()
    {
        foreach (var code in typeof(StrategyCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!))
            Document.ShouldContain($"`{code}`");
    }

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Runs.Actors.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
