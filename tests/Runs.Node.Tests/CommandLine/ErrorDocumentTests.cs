using System.Text.RegularExpressions;

namespace Runs.Node.Tests.CommandLine;

public sealed class ErrorDocumentTests
{
    /// <summary>Codes of the log, of simulated faults, and names of files and keys.</summary>
    private static readonly string[] NotShown =
    [
        "attempt.handler-threw", "attempt.reap-failed", "attempt.report-refused", "cluster.local-attempts", "cluster.unreachable-grace", "gateway.client-cut", "gateway.request-failed", "gateway.subscription-failed", "journal.db", "journal.kind", "journal.unavailable", "link.made", "node.abandoned", "node.reaped", "node.stuck",
    ];

    [Fact]
    public void Every_error_code_is_explained()
    {
        var documents = Read("docs", "errors.md") + Read("docs", "strategy-file.md");
        Codes(Sources()).Except(NotShown).Where(code => !documents.Contains($"`{code}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void No_code_is_explained_that_nothing_says()
    {
        // The codes of a held run are made of its status.
        var said = Codes(Sources()).Concat(["run.paused", "run.quarantined"]);
        Codes(Read("docs", "errors.md").Replace('`', '"')).Except(said).ShouldBeEmpty();
    }

    private static IEnumerable<string> Codes(string text) =>
        Regex.Matches(text, "\"((?:answer|attempt|cli|cluster|config|data|database|entity|gateway|http|input|journal|limit|link|model|node|path|permit|process|queue|request|run|server|shard|step|strategy)\\.[a-z][a-z0-9-]*)\"")
            .Select(match => match.Groups[1].Value)
            .Distinct();

    private static string Sources() => string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository(), "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository(), .. path]));

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Runs.Actors.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
