using System.Text.RegularExpressions;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Deploy;

/// <summary>What readers are told to type is what the programs understand.</summary>
public sealed class DocumentedCommandTests
{
    public static TheoryData<string> Documents =>
        ["README.md", "deploy/runbook.md", .. Directory.EnumerateFiles(SourceTree.Path("docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}")];

    [Theory, MemberData(nameof(Documents))]
    public void Every_command_line_of_a_document_is_understood(string document)
    {
        foreach (var arguments in DocumentedCommand.InBlocks(SourceTree.Read(document)))
            CommandLines.Mistakes(arguments).ShouldBeEmpty($"runs {string.Join(' ', arguments)}");
    }

    [Theory, InlineData("README.md"), InlineData("deploy/runbook.md"), InlineData("docs/cluster.md"), InlineData("docs/command-line.md"), InlineData("docs/queues.md")]
    public void What_is_said_of_verbs_and_options_in_passing_is_true(string document)
    {
        foreach (var arguments in DocumentedCommand.InText(SourceTree.Read(document)))
            CommandLines.Mistakes(arguments).Where(mistake => mistake.StartsWith("Unrecognized", StringComparison.Ordinal)).ShouldBeEmpty($"runs {string.Join(' ', arguments)}");
    }

    [Fact]
    public void Command_lines_are_found_wherever_they_are()
    {
        const string Document = "Type `runs cluster` or\n\n```sh\nA=1 runs list --status x && runs show \"a b\" # not runs this\ncat < in | runs wait r > out\n```\n```console\n$ runs list\nruns are here\n```\n";
        DocumentedCommand.InBlocks(Document).Select(arguments => string.Join('|', arguments)).ShouldBe(["list|--status|x", "show|a b", "wait|r", "list"]);
        DocumentedCommand.InText(Document).ShouldHaveSingleItem().ShouldBe(["cluster"]);
        CommandLines.Mistakes(["lst"]).ShouldContain(mistake => mistake.StartsWith("Unrecognized", StringComparison.Ordinal));
        CommandLines.Mistakes(["list", "--stat", "x"]).ShouldContain(mistake => mistake.StartsWith("Unrecognized", StringComparison.Ordinal));
    }

    [Theory, InlineData("README.md"), InlineData("deploy/runbook.md"), InlineData("docs/cluster.md")]
    public void Files_and_sections_that_are_linked_to_exist(string document)
    {
        foreach (Match link in Regex.Matches(SourceTree.Read(document), @"\]\(([^)#:]*)(#[^)]*)?\)"))
        {
            var path = link.Groups[1].Value is "" ? SourceTree.Path(document) : Path.Combine(Path.GetDirectoryName(SourceTree.Path(document))!, link.Groups[1].Value);
            Path.Exists(path).ShouldBeTrue(link.Value);
            if (link.Groups[2].Success)
                Sections(File.ReadAllText(path)).ShouldContain(link.Groups[2].Value, link.Value);
        }
    }

    [Fact]
    public void Keys_that_operators_are_told_of_exist()
    {
        var known = SourceTree.Read("hocon/reference.conf");
        foreach (var document in new[] { "deploy/runbook.md", "docs/cluster.md" })
        {
            foreach (Match key in Regex.Matches(SourceTree.Read(document), @"`runs(?:\.[a-z-]+)+\.([a-z-]+)[`= ]"))
                known.ShouldMatch($@"\b{Regex.Escape(key.Groups[1].Value)}\b", key.Value);
        }
    }

    /// <summary>Headings as their anchors.</summary>
    private static IEnumerable<string> Sections(string text) =>
        Regex.Matches(text, "^#+ (.*)$", RegexOptions.Multiline)
            .Select(heading => "#" + Regex.Replace(heading.Groups[1].Value.ToLowerInvariant(), "[^a-z0-9 _-]", "").Replace(' ', '-'));
}
