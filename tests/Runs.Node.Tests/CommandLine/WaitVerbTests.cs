using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

/// <summary>Waiting for a run and looking at its steps, on a data directory and at a server.</summary>
public sealed class WaitVerbTests : ServerTest
{
    [Fact]
    public async Task On_a_directory_a_wait_says_what_the_run_is_and_exits_with_it()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        (await Here.Run("run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        (await Here.Run("wait", "r")).Exited(3).Out.ShouldStartWith("r waiting: ");
        var asked = (await Here.Run("wait", "r", "--after", "0", "--json")).Exited(3).Json.Single();
        ((string?)asked["outcome"], (string?)asked["eventType"]).ShouldBe(("already-material", "wait-opened"));
        (await Here.Run("wait", "r", "--after", (string)asked["cursorAfter"]!, "--timeout", "1s")).Exited(124).Out.ShouldBe("r waiting: timeout\n");
        (await Here.Run("wait", "r", "--step", "nothing")).Refused("step.not-found");
        (await Here.Run("wait", "r", "--timeout", "soon")).Refused("cli.usage");
        (await Here.Run("wait", "nobody")).Refused("run.not-found");
        (await Here.Run("stop", "r")).Exited(0);
        (await Here.Run("wait", "r")).Exited(130);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task At_a_server_a_wait_ends_with_what_happens_there(bool byUrl)
    {
        Here.Write("ask.yaml", Strategies.Ask.Replace("{ agent: echo }", "{ id: second, agent: echo }"));
        var server = await Serve();
        (await Run(server, byUrl, "run", "ask.yaml", "--input", "well?", "--run-id", "r")).Exited(3);
        var cursor = (string)(await Run(server, byUrl, "wait", "r", "--after", "0", "--json")).Exited(3).Json.Single()["cursorAfter"]!;
        var waiting = Start(server, byUrl, "wait", "r", "--after", cursor, "--step", "second", "--timeout", "1m", "--json");
        (await Run(server, byUrl, "answer", "r", "yes")).Exited(0);
        waiting.Input.Close();
        var ended = (await waiting.Exit()).Exited(0).Json.Single();
        ((string?)ended["step"], (string?)ended["phase"]).ShouldBe(("second", "succeeded"));
        (await Run(server, byUrl, "wait", "r")).Exited(0).Out.ShouldStartWith("r completed: ");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_step_and_its_events_are_shown_as_far_as_they_are_wanted(bool byUrl)
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve();
        (await Run(server, byUrl, "run", "echo.yaml", "--run-id", "r", "--input", new string('x', 2_000))).Exited(0);
        (await Run(server, byUrl, "show", "r", "--step", "s1/0", "--max-bytes", "3")).Exited(0).Out.ShouldContain("\nresult:\n<xx\n...\n");
        var step = (await Run(server, byUrl, "show", "r", "--step", "s1/0", "--json")).Exited(0).Json.Single();
        (((string)step["text"]!).Length, (int)step["bytes"]!, (string?)step["artifact"], step["textIs"]).ShouldBe((2_002, 2_002, "s1.0-final.md", null));
        (await Run(server, byUrl, "show", "r", "--step", "nothing")).Refused("step.not-found");
        var all = (await Run(server, byUrl, "events", "r", "--json")).Exited(0).Json;
        var (seen, after) = (new List<long>(), "0");
        while (seen.Count < all.Count)
        {
            var page = (await Run(server, byUrl, "events", "r", "--json", "--max-bytes", "1500", "--after", after)).Exited(0).Json;
            seen.AddRange(page.Select(line => (long)line["seq"]!));
            after = $"{seen[^1]}";
        }

        seen.ShouldBe(all.Select(line => (long)line["seq"]!));
        (await Run(server, byUrl, "events", "r", "--json", "--step", "s1/0")).Exited(0).Json.ShouldAllBe(line => (string?)line["event"]!["step"] != "s1");
    }
}
