using Newtonsoft.Json.Linq;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Client;

/// <summary>Every verb with a server: named by its URL, and found by itself.</summary>
public sealed class ServerVerbTests : ServerTest
{
    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_run_at_a_server_says_and_prints_what_it_does_here(bool byUrl)
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve();
        var here = (await RunAlone("run", "echo.yaml", "--run-id", "r", "--input", "x")).Exited(0);
        var there = (await Run(server, byUrl, "run", "echo.yaml", "--run-id", "r", "--input", "x")).Exited(0);
        there.Out.ShouldBe("<x>\n");
        Timeless(there.Error).ShouldBe(Timeless(here.Error));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task What_is_shown_of_a_run_is_what_would_be_shown_here(bool byUrl)
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var server = await Serve();
        string[] run = ["run", "ask.yaml", "--run-id", "r", "--input", "well?", "--answer", "yes", "--cwd", Here.Root];
        (await RunAlone(run)).Exited(0);
        (await Run(server, byUrl, run)).Exited(0);
        foreach (var verb in (string[][])[["show", "r"], ["events", "r"], ["events", "r", "--after", "3"], ["watch", "r"], ["list"], ["list", "--status", "completed", "--cwd", Here.Root], ["list", "--status", "waiting"]])
        {
            var (here, there) = ((await RunAlone(verb)).Exited(0), (await Run(server, byUrl, verb)).Exited(0));
            Same(there.Out, here.Out, server).ShouldBeTrue($"{string.Join(' ', verb)}:\n{there.Out}\nis not\n{here.Out}");
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task As_json_a_run_has_the_same_lines(bool byUrl)
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve();
        string[] run = ["run", "echo.yaml", "--run-id", "r", "--input", "x", "--json"];
        var (here, there) = ((await RunAlone(run)).Exited(0), (await Run(server, byUrl, run)).Exited(0));
        // Live output is for who was there in time.
        Shapes(there.Json).ShouldBe(Shapes(here.Json));
        there.Json[^1].ToString().ShouldBe(here.Json[^1].ToString());
        var (show, shown) = ((await RunAlone("show", "r", "--json")).Json.Single(), (await Run(server, byUrl, "show", "r", "--json")).Json.Single());
        Members(shown).ShouldBe(Members(show));
        (await Run(server, byUrl, "list", "--json")).Json.Select(Members).ShouldBe((await RunAlone("list", "--json")).Json.Select(Members));
        (await Run(server, byUrl, "events", "r", "--json")).Json.Select(Members).Count().ShouldBe(there.Json.Count(line => (string?)line["type"] == "event"));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_run_that_waits_for_a_person_is_answered(bool byUrl)
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var server = await Serve();
        var place = byUrl ? $"--url {server.Url}" : $"--data {Here.Data}";
        (await Run(server, byUrl, "run", "ask.yaml", "--run-id", "r", "--input", "well?")).Exited(3).Error
            .ShouldContain($"Answer with: runs answer r \"text\" {place} [run.waiting]");
        (await Run(server, byUrl, "show", "r")).Out.ShouldContain($"runs answer r \"text\" {place}");
        (await Run(server, byUrl, "list", "--status", "waiting")).Out.ShouldContain("waiting");
        (await Run(server, byUrl, "answer", "r", "yes", "--agent", "nobody")).Refused("run.no-pending-input");
        (await Run(server, byUrl, "answer", "r", "yes")).Exited(0).Out.ShouldBe("<yes>\n");
        (await Run(server, byUrl, "answer", "r", "yes")).Refused("run.no-pending-input");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_run_that_has_ended_is_continued_and_deleted(bool byUrl)
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve();
        (await Run(server, byUrl, "run", "echo.yaml", "--run-id", "r", "--input", "x")).Exited(0);
        (await Run(server, byUrl, "run", "echo.yaml", "--run-id", "r", "--input", "x")).Refused("run.exists");
        var continued = (await Run(server, byUrl, "continue", "r", "--input", "y")).Exited(0);
        continued.Out.ShouldBe("<y>\n");
        continued.Error.ShouldNotContain("gone");
        ((string?)(await Run(server, byUrl, "delete", "r", "--json")).Exited(0).Json.Single()["type"]).ShouldBe("delete");
        foreach (var verb in (string[][])[["show", "r"], ["events", "r"], ["watch", "r"], ["continue", "r"], ["resume", "r"], ["stop", "r"], ["kill", "r"], ["answer", "r", "x"], ["steer", "r", "x"], ["message", "r", "s1/0", "x"], ["delete", "r"]])
            (await Run(server, byUrl, verb)).Refused("run.not-found");
    }

    [Theory]
    [InlineData(true, "stop", "cancelled")]
    [InlineData(false, "stop", "cancelled")]
    [InlineData(true, "kill", "killed")]
    [InlineData(false, "kill", "killed")]
    public async Task A_run_is_ended_from_another_process_and_its_follower_hears_of_it(bool byUrl, string verb, string state)
    {
        var gate = new Gate(Here);
        Here.Write("gate.yaml", Strategies.Gate1("safe"));
        var server = await Serve();
        var run = Start(server, byUrl, "run", "gate.yaml", "--run-id", "r");
        await gate.Arrived();
        (await Run(server, byUrl, "delete", "r")).Refused("run.active");
        (await Run(server, byUrl, "steer", "r", "be brief")).Exited(0);
        (await Run(server, byUrl, verb, "r")).Exited(0).Out.ShouldBe($"r {state}\n");
        (await run.Exit()).Exited(130).Error.ShouldContain($"run r {state}");
        (await Run(server, byUrl, "events", "r")).Out.ShouldContain("steered");
        (await Run(server, byUrl, verb, "r")).Exited(0);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_running_step_is_sent_a_message_once_under_its_id(bool byUrl)
    {
        Here.Write("asks.yaml", Strategies.Asks);
        Here.Write("server.conf", Strategies.Clerk);
        var server = await Serve("--config", "server.conf");
        (await Run(server, byUrl, "run", "asks.yaml", "--run-id", "r")).Exited(3);
        string[] message = ["message", "r", "s1/0", "be brief", "--channel", "follow_up", "--id", "m", "--json"];
        var first = (await Run(server, byUrl, message)).Exited(0).Json.Single();
        first.ToString(Newtonsoft.Json.Formatting.None).ShouldBe(
            """{"type":"message","runId":"r","stepId":"s1/0","channel":"follow_up","clientMessageId":"m","accepted":true,"reused":false}""");
        ((bool)(await Run(server, byUrl, message)).Exited(0).Json.Single()["reused"]!).ShouldBeTrue();

        var refused = (await Run(server, byUrl, "message", "r", "s1/0", "be long", "--id", "m", "--json")).Exited(2);
        refused.Error.ShouldContain("(conflict)");
        refused.Error.ShouldEndWith("[message.not-delivered]\n");
        ((bool)refused.Json.Single()["accepted"]!).ShouldBeFalse();
        (await Run(server, byUrl, "message", "r", "nowhere", "x")).Refused("step.not-found");
        (await Run(server, byUrl, "message", "r", "s1/0", "x", "--channel", "shout")).Refused("cli.usage");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_run_that_goes_on_at_a_server_is_attached_to_by_resume_and_run(bool byUrl)
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var server = await Serve();
        foreach (var verb in (string[][])[["run", "ask.yaml", "--input", "well?", "--run-id", "r"], ["resume", "r"], ["run", "ask.yaml", "--run-id", "r"]])
            (await Run(server, byUrl, verb)).Exited(3).Error.ShouldContain("[run.waiting]");
        (await Run(server, byUrl, "resume", "--all")).Exited(0).Out.ShouldBe("");
        (await Run(server, byUrl, "resume", "r", "--answer", "yes")).Exited(0).Out.ShouldBe("<yes>\n");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Prompt_files_are_sent_along_and_mistakes_are_found_before(bool byUrl)
    {
        Here.Write("strategies/prompted.yaml", """
            name: Prompted
            version: "1"
            agents: { echo: { model: mock/echo, systemPrompt: prompts/brief.md } }
            flow: { name: Main, type: sequential, steps: [{ agent: echo }] }
            """);
        Here.Write("strategies/prompts/brief.md", "Be brief.");
        Here.Write("wrong.yaml", "name: Wrong\n");
        var server = await Serve();
        (await Run(server, byUrl, "run", "strategies/prompted.yaml", "--run-id", "r", "--input", "x")).Exited(0).Out.ShouldBe("<x>\n");
        (await Run(server, byUrl, "events", "r", "--json")).Json[0].ToString().ShouldContain("Be brief.");
        var (here, there) = (await RunAlone("run", "wrong.yaml"), await Run(server, byUrl, "run", "wrong.yaml"));
        (there.ExitCode, there.Error).ShouldBe((here.ExitCode, here.Error));
    }

    [Fact]
    public async Task Processes_of_a_run_for_the_holder_of_the_directory_work_where_the_user_is()
    {
        Here.Write("where.yaml", """
            name: Where
            version: "1"
            agents: { where: { type: process, config: { command: pwd } } }
            flow: { name: Main, type: sequential, steps: [{ agent: where }] }
            """);
        var elsewhere = Directory.CreateDirectory(Here.Path("elsewhere")).FullName;
        await Serve();
        (await Here.Run("run", "where.yaml")).Exited(0).Out.ShouldBe(Here.Root + "\n");
        (await Here.Run("run", "where.yaml", "--cwd", "elsewhere")).Exited(0).Out.ShouldBe(elsewhere + "\n");
        (await Here.Run("run", "where.yaml", "--cwd", "nowhere")).Refused("run.cwd");
    }

    [Fact]
    public async Task At_a_url_a_working_directory_is_a_whole_path()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var server = await Serve();
        (await RunAt(server.Url, "run", "echo.yaml", "--cwd", "src")).Refused("run.cwd");
        (await RunAt(server.Url, "list", "--cwd", "src")).Refused("run.cwd");
        (await RunAt(server.Url, "run", "echo.yaml", "--cwd", Here.Root, "--input", "x")).Exited(0);
    }

    [Fact]
    public async Task A_large_result_comes_whole()
    {
        Here.Write("large.yaml", """
            name: Large
            version: "1"
            agents: { large: { type: process, config: { command: seq, args: ["100000"] } } }
            flow: { name: Main, type: sequential, steps: [{ agent: large }] }
            """);
        var server = await Serve();
        var there = (await RunAt(server.Url, "run", "large.yaml", "--cwd", Here.Root)).Exited(0).Out;
        there.ShouldBe(string.Concat(Enumerable.Range(1, 100_000).Select(i => $"{i}\n")));
    }

    private bool Same(string there, string here, Server server) =>
        Plain(there, server) == Plain(here, server);

    /// <summary>Without times, and without where the runs are and where their strategy's file was.</summary>
    private string Plain(string text, Server server) => Timeless(text)
        .Replace($" --url {server.Url}", "")
        .Replace($" --data {Here.Data}", "")
        .Replace($" --data {Here.Path("alone")}", "")
        .Replace(Here.Path("ask.yaml"), "inline");

    private static IEnumerable<string> Shapes(IEnumerable<JObject> lines) =>
        lines.Where(line => (string?)line["type"] != "output").Select(line => $"{line["type"]} {line["seq"]} {line["event"]?["type"]} {line["text"]} {string.Join(',', line.Properties().Select(member => member.Name))}");

    private static IEnumerable<string> Members(JObject line) => line.Properties()
        .Where(member => member.Name is not ("strategyPath" or "startedAt" or "endedAt"))
        .Select(member => Timeless(member.ToString()));
}
