using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

/// <summary>The samples, as a newcomer starts them.</summary>
public sealed class SampleTests : WorkspaceTest
{
    [Fact]
    public async Task Release_notes_are_written_from_the_repository_also_from_a_shallow_clone()
    {
        await Git("init -q -b main origin");
        for (var commit = 1; commit <= 3; commit++)
        {
            Here.Write($"origin/file{commit}", "");
            await Git("-C origin add .");
            await Git($"-C origin -c user.name=Ann -c user.email=ann@example.org commit -q -m Add{commit}");
        }

        await Git($"clone -q --depth 1 file://{Here.Path("origin")} shallow");
        var whole = (await Here.Run("run", Sample("release-notes"), "--cwd", "origin")).Exited(0).Out;
        whole.ShouldContain("Add1");
        whole.ShouldContain("3\tAnn");
        whole.ShouldContain("## Files under version control\n\n3\n");
        (await Here.Run("run", Sample("release-notes"), "--cwd", "shallow")).Exited(0).Out.ShouldContain("1\tAnn");
    }

    [Fact]
    public async Task An_approval_waits_for_its_answer()
    {
        (await Here.Run("run", Sample("approval"), "--input", "it", "--answer", "yes")).Exited(0).Out.ShouldBe("<Decided on it: yes>\n");
        (await Here.Run("run", Sample("approval"), "--input", "it")).Exited(3);
    }

    [Fact]
    public async Task An_interview_waits_for_the_answer_to_its_models_question()
    {
        const string Text = "A greeting, written with this in mind: User response: \"my sister\"\n";
        (await Here.Run("run", Sample("interview"), "--input", "A greeting", "--answer", "my sister")).Exited(0).Out.ShouldBe(Text);
        (await Here.Run("run", Sample("interview"), "--input", "A greeting", "--run-id", "r")).Exited(3).Error.ShouldContain("\"For whom is it?\" (writer)");
        (await Here.Run("show", "r")).Exited(0).Out.ShouldContain("Answer with: runs answer r \"text\"");
        var asked = JsonText.Parse((await Here.Run("show", "r", "--json")).Exited(0).Out)["inputs"]!.ShouldHaveSingleItem();
        ((string?)asked["agent"], (string?)asked["message"], ((string?)asked["question"])?.Length).ShouldBe(("writer", "For whom is it?", 36));
        (await Here.Run("answer", "r", "my sister", "--agent", "nobody")).Exited(2).Error.ShouldContain("[run.no-pending-input]");
        (await Here.Run("answer", "r", "my sister")).Exited(0).Out.ShouldBe(Text);
        (await Here.Run("answer", "r", "again")).Exited(2).Error.ShouldContain("[run.no-pending-input]");
    }

    [Fact]
    public async Task A_review_ends_when_the_critic_is_content() =>
        (await Here.Run("run", Sample("review-cycle"), "--input", "durable runs")).Exited(0).Out.ShouldContain("durable runs");

    [Fact]
    public async Task A_diamond_tells_its_last_step_what_both_sides_came_to()
    {
        var told = (await Here.Run("run", Sample("diamond"), "--input", "one two three")).Exited(0).Out;
        told.ShouldContain("Describe the text \"one two three\".");
        told.ShouldContain("----- BEGIN OUTPUT of step count (succeeded) -----\n3\n");
        told.ShouldContain("----- BEGIN OUTPUT of step sorted (succeeded) -----\ntwo\nthree\none\n");
    }

    [Fact]
    public async Task Twenty_steps_side_by_side_are_joined()
    {
        (await Here.Run("run", Sample("fan-out"), "--run-id", "r")).Exited(0).Out.ShouldBe("20\n");
        (await Here.Run("show", "r", "--graph")).Exited(0).Out.Split('\n').Count(line => line.StartsWith("  1  ✓ p", StringComparison.Ordinal)).ShouldBe(20);
    }

    [Fact]
    public async Task A_failing_branch_blocks_what_needs_it_and_nothing_else()
    {
        var mixed = (await Here.Run("run", Sample("failing-branch"), "--run-id", "r")).Exited(1);
        mixed.Out.ShouldBe("The check is failed, so deploy is blocked; docs written and published all the same.\n");
        mixed.Error.ShouldContain("run r mixed after");
        mixed.Error.ShouldContain("2 steps did not succeed: Step \"check\" failed");
        mixed.Error.ShouldContain("Step \"deploy\" blocked");
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("mixed");
        (await Here.Run("run", Sample("failing-branch"), "--input", "ok")).Exited(0).Out.ShouldBe("All is well: deployed, docs written and published.\n");
    }

    [Fact]
    public async Task Each_file_is_measured_and_the_largest_is_first()
    {
        Here.Write("files/small", "x");
        Here.Write("files/--help", "x");
        Here.Write("files/large", new string('x', 5000));
        (await Here.Run("run", Sample("each-file"), "--cwd", "files", "--run-id", "r")).Exited(0).Out.ShouldBe("5\tlarge\n1\t--help\n1\tsmall\n");
        (await Here.Run("show", "r")).Exited(0).Out.ShouldContain("✓ sizes  3/3");
    }

    [Fact]
    public async Task A_gate_opens_for_an_approval_alone()
    {
        (await Here.Run("run", Sample("human-gate"), "--answer", "approve")).Exited(0).Out.ShouldBe("deployed after: 12 passed, 0 warnings\n");
        var refused = (await Here.Run("run", Sample("human-gate"), "--answer", "no")).Exited(0);
        (refused.Out, refused.Error.Contains("deploy is skipped")).ShouldBe(("", true));
        (await Here.Run("run", Sample("human-gate"))).Exited(3).Error.ShouldContain("Tests: 12 passed. Say approve to deploy.");
    }

    [Fact]
    public async Task A_build_is_a_bare_graph_file()
    {
        (await Here.Run("run", Sample("build.graph"), "--run-id", "r")).Exited(0).Out.ShouldBe("package succeeded:\nlexer.o\nmain.o\nparser.o\n3 tested\n");
        (await Here.Run("show", "r")).Exited(0).Out.ShouldContain("✓ compile  3/3");
        (await Here.Run("graph", Sample("build.graph"))).Exited(0).Out.ShouldContain("report");
    }

    private async Task Git(string arguments)
    {
        var git = Here.StartProgram("git", arguments.Split(' '));
        (await git.Exit()).Exited(0);
    }

    /// <summary>The samples stand at the top of the source tree, somewhere above the program.</summary>
    private static string Sample(string name)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var path = Path.Combine(directory.FullName, "samples", $"{name}.yaml");
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException($"There is no sample {name} above {AppContext.BaseDirectory}.");
    }
}
