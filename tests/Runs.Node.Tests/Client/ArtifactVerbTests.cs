using System.Security.Cryptography;
using System.Text;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Client;

/// <summary>Artifacts on the command line, through every door.</summary>
public sealed class ArtifactVerbTests : ServerTest
{
    private const string Strategy = """
        name: Hand over
        version: "1"
        agents:
          draft: { type: process, config: { command: echo, args: [a draft] } }
          reads: { type: process, config: { command: sh, args: ["-c", 'head -n 1 "$RUNS_ARTIFACTS/$1"', sh, "{{steps.draft.artifact}}"] } }
        flow: { name: Main, type: sequential, steps: [{ agent: draft, id: draft }, { agent: reads }] }
        """;

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_are_listed_got_and_gone_with_their_run(bool? byUrl)
    {
        Here.Write("hand-over.yaml", Strategy);
        var server = byUrl is null ? null : await Serve();
        (await Verb("run", "hand-over.yaml", "--run-id", "r")).Exited(0).Out.ShouldBe("# `draft`: succeeded\n");
        var listed = (await Verb("artifacts", "r", "--json")).Exited(0).Json;
        listed.Select(line => ((string?)line["type"], (string?)line["name"], (string?)line["purpose"])).ShouldBe(
            [("artifact", "draft-final.md", "final"), ("artifact", "s1.1-final.md", "final")]);

        var text = (await Verb("artifacts", "r", "draft-final.md")).Exited(0).Out;
        text.ShouldContain("## Output\n\n```text\na draft\n```\n");
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ShouldBe((string?)listed[0]["sha256"]);
        (await Verb("artifacts", "r")).Exited(0).Out.ShouldContain($"{listed[0]["sha256"]}  final  draft-final.md\n");

        var file = Here.Path("draft.md");
        (await Verb("artifacts", "r", "draft-final.md", "-o", file)).Exited(0).Out.ShouldBe("");
        (await File.ReadAllTextAsync(file)).ShouldBe(text);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(file, "mine");
        (await Verb("artifacts", "r", "draft-final.md", "-o", file)).Refused("cli.output");
        (await File.ReadAllTextAsync(file)).ShouldBe("mine");
        (await Verb("artifacts", "r", "draft-final.md", "-o", file, "--force")).Exited(0);
        (await File.ReadAllTextAsync(file)).ShouldBe(text);
        Directory.GetFiles(Here.Root, ".draft*").ShouldBeEmpty();

        (await Verb("artifacts", "r", "other")).Refused("run.no-artifact");
        (await Verb("artifacts", "r", "--force")).Refused("cli.usage");
        var receipt = (await Verb("delete", "r", "--json")).Exited(0).Json.Single();
        receipt["deletedArtifacts"]!.Select(name => (string?)name).ShouldBe(["draft-final.md", "s1.1-final.md"]);
        (await Verb("artifacts", "r")).Refused("run.not-found");

        Task<FinishedProcess> Verb(params string[] arguments) => server is null ? RunAlone(arguments) : Run(server, byUrl!.Value, arguments);
    }
}
