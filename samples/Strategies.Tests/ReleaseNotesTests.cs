namespace Strategies.Tests;

public sealed class ReleaseNotesTests
{
    /// <summary>The same strategy without git and the other programs: what they print is written here.</summary>
    private static ScenarioSetup ReleaseNotes =>
        Scenario.Given("release-notes.yaml")
            .WithAgent("log", "abc Add frames").WithAgent("authors", "1 Ada")
            .WithAgent("files", "a.cs\nb.cs").WithAgent("count", request => $"{request.Message.Split('\n').Length}")
            .WithAgent("subjects", "Add frames").WithAgent("first-words", "Add").WithAgent("sort", "Add").WithAgent("tally", "1 Add").WithAgent("rank", "1 Add")
            .WithModel("sample/writer", "{{input}}");

    [Fact]
    public void The_summary_is_made_of_all_the_facts() =>
        ReleaseNotes
            .When(run => run.Start())
            .Then.Result("""
                ## Latest commits

                abc Add frames

                ## Authors

                1 Ada

                ## Files under version control

                2

                ## First words of the last 200 commits

                1 Add

                """);

    [Fact]
    public void A_crash_in_mid_flight_changes_nothing() =>
        ReleaseNotes
            .When(run => run.Start())
            .When(run => run.UntilAttempted("verbs-of-commits"))
            .When(run => run.Crash())
            .Then.That(run => run.UntilEnded())
            .And.That(run => run.Result!.ShouldContain("## Latest commits\n\nabc Add frames"));
}
