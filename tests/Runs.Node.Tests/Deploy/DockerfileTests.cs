using System.Text.RegularExpressions;
using System.Xml.Linq;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Deploy;

/// <summary>The image, as far as it can be judged without building it.</summary>
public sealed class DockerfileTests
{
    /// <summary>The image's user, by number.</summary>
    public const string User = "1654";

    private static readonly IReadOnlyList<(string Word, string Text)> Instructions =
        [.. Regex.Replace(SourceTree.Read("deploy/Dockerfile"), @"\\\n", " ").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1].Trim()))];

    [Fact]
    public void What_is_copied_exists_and_reaches_the_builder()
    {
        var copied = All("COPY").Where(rest => !rest.StartsWith("--from", StringComparison.Ordinal)).SelectMany(rest => rest.Split(' ')[..^1]).ToList();
        copied.ShouldNotBeEmpty();
        var sent = SourceTree.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        foreach (var path in copied)
        {
            Path.Exists(SourceTree.Path(path)).ShouldBeTrue(path);
            sent.ShouldContain(allowed => path == allowed || path.StartsWith(allowed + "/", StringComparison.Ordinal) && allowed != "deploy", path);
        }
    }

    [Fact]
    public void Every_project_that_the_program_needs_is_restored()
    {
        var needed = References(SourceTree.Path("src/Runs.Node/Runs.Node.csproj")).Select(path => Path.GetRelativePath(SourceTree.Root, path)).Distinct().Order(StringComparer.Ordinal);
        var restored = All("COPY").Select(rest => rest.Split(' ')[0]).Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        restored.ShouldBe(needed);
    }

    [Fact]
    public void The_image_runs_the_program_as_nobody_and_is_told_to_end_by_SIGTERM()
    {
        All("FROM").Select(rest => rest.Split(' ')[0]).ShouldBe(["mcr.microsoft.com/dotnet/sdk:10.0", "mcr.microsoft.com/dotnet/aspnet:10.0"]);
        All("USER").ShouldBe([$"{User}:{User}"]);
        All("STOPSIGNAL").ShouldBe(["SIGTERM"]);
        All("ENTRYPOINT").ShouldBe(["""["/app/runs"]"""]);
        All("CMD").ShouldBe(["""["serve"]"""]);
        All("VOLUME").ShouldBe(["/data"]);
        All("EXPOSE").ShouldBe(["7422 7423"]);
        All("HEALTHCHECK").ShouldHaveSingleItem().ShouldEndWith("""CMD ["/app/answers.sh", "7422", "/health"]""");
        All("ENV").ShouldHaveSingleItem().ShouldContain("RUNS__DATA_DIRECTORY=/data");
        // Nothing after the user is set changes files.
        Instructions.SkipWhile(instruction => instruction.Word != "USER").ShouldNotContain(instruction => instruction.Word == "RUN" || instruction.Word == "COPY");
    }

    [Fact]
    public void The_version_is_the_programs() =>
        All("ARG").ShouldBe([$"VERSION={XDocument.Load(SourceTree.Path("Directory.Build.props")).Descendants("Version").Single().Value}"]);

    private static IEnumerable<string> All(string word) => Instructions.Where(instruction => instruction.Word == word).Select(instruction => instruction.Text);

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, (string)reference.Attribute("Include")!)))
            .SelectMany(References).Append(project);
}
