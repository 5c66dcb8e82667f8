using System.Text.RegularExpressions;

namespace Runs.Node.Tests.CommandLine;

public sealed class ParityDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository(), "docs", "parity.md"));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository(), "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @" ([A-Z]\w*_\w+)\(").Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}"))
            .ToHashSet();
        var named = Regex.Matches(Document, @"`(\w+\.[A-Z]\w*_\w+)`").Select(match => match.Groups[1].Value).ToList();
        named.ShouldNotBeEmpty();
        named.Where(test => !tests.Contains(test)).ShouldBeEmpty();
    }

    [Fact]
    public void Each_behaviour_of_detached_runs_stands_in_one_row() =>
        Regex.Matches(Document, @"^\| (A[0-9]+): ", RegexOptions.Multiline).Select(match => match.Groups[1].Value)
            .ShouldBe(Enumerable.Range(1, 64).Select(number => $"A{number}"), ignoreOrder: true);

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Runs.Actors.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
