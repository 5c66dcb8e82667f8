using System.Globalization;
using System.Text.RegularExpressions;
using Runs.Gateway.Rest.Answers;

namespace Runs.Gateway.Tests.Rest;

/// <summary>The status of each code.</summary>
public sealed class StatusTests
{
    /// <summary>What the engine can answer to a command, by the sections of the page that explains it.</summary>
    private static readonly string[] Sections = ["Runs", "The engine", "Over HTTP"];

    /// <summary>Errors of runs that failed or were stopped, which are no refusals.</summary>
    private static readonly string[] NoRefusals = ["EXECUTION_ERROR", "CANCELLED"];

    [Fact]
    public void Every_code_that_can_be_answered_has_a_status()
    {
        var codes = Sections.SelectMany(Codes).Except(NoRefusals).ToList();
        codes.Count.ShouldBeGreaterThan(25);
        codes.Except(HttpStatuses.Known).ShouldBeEmpty();
    }

    [Fact]
    public void Every_code_with_a_status_is_explained() =>
        HttpStatuses.Known.Where(code => !Page().Contains($"`{code}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void The_statuses_that_are_explained_are_those_that_are_answered()
    {
        var explained = Regex.Matches(Page(), @"^\| `(?<code>[^`]+)` \| (?:(?<status>\d{3}):|.*\| (?<status>\d{3}) \|$)", RegexOptions.Multiline);
        explained.Count.ShouldBeGreaterThan(15);
        foreach (Match row in explained)
        {
            if (HttpStatuses.Known.Contains(row.Groups["code"].Value))
                HttpStatuses.Of(row.Groups["code"].Value).ShouldBe(int.Parse(row.Groups["status"].Value, CultureInfo.InvariantCulture), row.Value);
        }
    }

    [Theory]
    [InlineData("strategy.invalid", 400)]
    [InlineData("run.not-found", 404)]
    [InlineData("run.active", 409)]
    [InlineData("entity.busy", 503)]
    [InlineData("what.nobody-knows", 500)]
    public void A_code_has_its_status(string code, int status) => HttpStatuses.Of(code).ShouldBe(status);

    private static IEnumerable<string> Codes(string section)
    {
        var text = Page().Split("\n## ").Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal));
        return Regex.Matches(text, @"^\| `([^`]+)` \|", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
    }

    private static string Page()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Runs.Actors.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return File.ReadAllText(Path.Combine(directory, "docs", "errors.md"));
    }
}
