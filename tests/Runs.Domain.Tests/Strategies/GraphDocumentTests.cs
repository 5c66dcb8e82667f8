using System.Text.RegularExpressions;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Tests.Strategies;

public sealed class GraphDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository(), "docs", "graphs.md"));

    [Fact]
    public void Every_example_can_be_planned()
    {
        var examples = Regex.Matches(Document, "```yaml\n(.*?)```", RegexOptions.Singleline);
        examples.Count.ShouldBeGreaterThan(4);
        foreach (Match example in examples)
            PlanBuilder.Build(Read.Yaml(example.Groups[1].Value), new PlanOptions()).Error.ShouldBeNull();
    }

    [Fact]
    public void Every_status_is_explained()
    {
        foreach (var phase in Enum.GetValues<StepPhase>())
            Document.ShouldContain($"`{phase.ToWord()}`");
        foreach (var status in new[] { RunStatus.Completed, RunStatus.Mixed, RunStatus.Failed, RunStatus.Expired, RunStatus.Cancelled })
            Document.ShouldContain($"| `{status.ToWord()}` |");
    }

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Runs.Actors.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
