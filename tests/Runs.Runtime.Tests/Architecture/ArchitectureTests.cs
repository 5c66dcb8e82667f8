namespace Runs.Runtime.Tests.Architecture;

public sealed class ArchitectureTests
{
    private const int MaxLines = 400;

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Runs.Domain"] = [],
        ["Runs.Runtime"] = [],
        ["Runs.Journal.Sqlite"] = ["Runs.Runtime"],
        ["Runs.Journal.Postgres"] = ["Runs.Runtime"],
        ["Runs.Actors"] = ["Runs.Domain", "Runs.Runtime"],
        ["Runs.Steps"] = ["Runs.Actors"],
        ["Runs.Gateway"] = ["Runs.Actors"],
        ["Runs.TestKit"] = ["Runs.Actors", "Runs.Steps"],
        ["Runs.Node"] = ["Runs.Actors", "Runs.Steps", "Runs.Gateway", "Runs.Journal.Sqlite", "Runs.Journal.Postgres"],
    };

    [Fact]
    public void Projects_refer_to_nothing_but_what_the_architecture_allows()
    {
        SourceTree.Projects.ShouldBeSubsetOf(Allowed.Keys);
        foreach (var project in SourceTree.Projects)
            SourceTree.References(project).ShouldBeSubsetOf(Allowed[project], project);
    }

    [Fact]
    public void The_pure_projects_need_no_packages_but_the_readers_of_json_and_yaml()
    {
        string[] analyzer = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];
        SourceTree.Items("Runs.Domain", "PackageReference").ShouldBe([.. analyzer, "Newtonsoft.Json", "YamlDotNet"], ignoreOrder: true);
        SourceTree.Items("Runs.Runtime", "PackageReference").ShouldBe(analyzer);
        SourceTree.Items("Runs.Actors", "PackageReference").ShouldBe(analyzer);
    }

    [Theory]
    [InlineData("Runs.Domain")]
    [InlineData("Runs.Runtime")]
    [InlineData("Runs.Actors")]
    public void What_the_simulator_runs_may_not_use_clocks_threads_or_randomness_of_its_own(string project)
    {
        SourceTree.Items(project, "AdditionalFiles").ShouldContain(path => path.EndsWith("BannedSymbols.Core.txt", StringComparison.Ordinal));
        foreach (var file in Sources(project))
            File.ReadAllText(file).ShouldNotContain("RS0030", customMessage: $"{file} lifts the ban");
    }

    [Fact]
    public void No_source_file_is_longer_than_a_reader_bears()
    {
        var tooLong = SourceTree.Projects.SelectMany(Sources).Where(file => File.ReadLines(file).Count() >= MaxLines).Select(file => Path.GetRelativePath(SourceTree.Root, file));
        tooLong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(SourceTree.Root, file).Split('/').Intersect(["obj", "bin"]).Any());
}
