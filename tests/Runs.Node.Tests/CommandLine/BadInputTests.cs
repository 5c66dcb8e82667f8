using System.Text;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.CommandLine;

public sealed class BadInputTests : WorkspaceTest
{
    [Theory]
    [InlineData("s.txt", "", "strategy.extension")]
    [InlineData("s.yaml", "name: [", "strategy.malformed")]
    [InlineData("s.json", "{ \"name\": ", "strategy.malformed")]
    [InlineData("s.yaml", "name: x\nversion: '1'\nagents: {}\nflow: { name: m, type: sequential, steps: [{ agent: nobody }] }", "strategy.unknown-agent")]
    [InlineData("s.yaml", "name: x\nversion: '1'\nagents: { a: { type: robot } }\nflow: { name: m, type: sequential, steps: [{ agent: a }] }", "strategy.unknown-agent-type")]
    [InlineData("s.yaml", "name: x\nversion: '1'\nagents: { a: { model: mock/echo } }\nflow: { name: m, type: sequential, steps: [{ agent: a, task: '{{nonsense}}' }] }", "strategy.unknown-look-up")]
    public async Task A_bad_strategy_is_refused_and_nothing_is_touched(string file, string text, string code)
    {
        Here.Write(file, text);
        (await Here.Run("run", file)).Refused(code);
        Directory.Exists(Here.Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_strategy_is_refused() => (await Here.Run("run", "none.yaml")).Refused("strategy.not-found");

    [Fact]
    public async Task A_strategy_that_is_a_directory_is_refused()
    {
        Directory.CreateDirectory(Here.Path("s.yaml"));
        (await Here.Run("run", "s.yaml")).Exited(2).Error.ShouldContain("[strategy.");
    }

    [Fact]
    public async Task All_mistakes_come_at_once_with_their_places()
    {
        Here.Write("s.yaml", "name: 1\nversion: '1'\nagents: { a: { modle: x } }\nflow: { name: m, type: sequential, steps: [] }");
        var error = (await Here.Run("run", "s.yaml")).Refused("strategy.invalid").Error;
        error.ShouldContain("1:7: name: ");
        error.ShouldContain("[strategy.unknown-key]");
        error.ShouldContain("flow.steps: ");
    }

    [Theory]
    [InlineData("../r")]
    [InlineData("a/b")]
    [InlineData(".r")]
    [InlineData("")]
    public async Task Run_ids_that_could_be_paths_are_refused(string id)
    {
        Here.Write("echo.yaml", Strategies.Echo);
        (await Here.Run("run", "echo.yaml", "--run-id", id)).Refused("run.id");
        (await Here.Run("show", id)).Refused("run.id");
        Directory.Exists(Here.Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("cli.usage", "run")]
    [InlineData("cli.usage", "frobnicate")]
    [InlineData("cli.usage", "run", "a.yaml", "--nonsense")]
    [InlineData("cli.usage", "resume")]
    [InlineData("config.unknown-key", "list", "--set", "runs.run.concurency=2")]
    [InlineData("config.malformed", "list", "--set", "runs.run.concurrency")]
    [InlineData("config.missing", "list", "--config", "missing.conf")]
    public async Task Bad_usage_is_refused(string code, params string[] arguments) => (await Here.Run(arguments)).Refused(code);

    [Fact]
    public async Task An_unknown_model_fails_the_run()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        (await Here.Run("run", "echo.yaml", "--model", "nobody/nothing")).Exited(1).Error.ShouldContain("\"nobody/nothing\" is not configured");
    }

    [Fact]
    public async Task A_wrong_scripted_model_is_refused()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        Here.Write("m.conf", """runs.models.scripted { "x" { reply = a, deltas = [b] } }""");
        (await Here.Run("run", "echo.yaml", "--config", "m.conf")).Refused("model.script");
    }

    [Fact]
    public async Task A_missing_executable_fails_the_run()
    {
        Here.Write("s.yaml", Strategies.Gate1("safe").Replace("command: sh", "command: no-such-program"));
        (await Here.Run("run", "s.yaml")).Exited(1).Error.ShouldContain("no-such-program");
    }

    [Fact]
    public async Task Output_that_is_not_utf_8_is_shown_with_replacement_characters()
    {
        Here.Write("s.yaml", Strategies.Gate1("safe").Replace(Gate.Script, "printf \"a\\\\377b\""));
        (await Here.Run("run", "s.yaml")).Exited(0).Out.ShouldBe("a\ufffdb\n");
    }

    [Fact]
    public async Task A_corrupt_directory_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Here.Data);
        var journal = Path.Combine(Here.Data, "journal.db");
        await File.WriteAllTextAsync(journal, new string('x', 10_000));
        Here.Write("echo.yaml", Strategies.Echo);
        (await Here.Run("run", "echo.yaml")).Refused("data.corrupt");
        (await Here.Run("list")).Refused("data.corrupt");
        (await File.ReadAllTextAsync(journal)).ShouldBe(new string('x', 10_000));
    }

    [Fact]
    public async Task A_newer_directory_is_refused_and_left_as_it_is()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        (await Here.Run("run", "echo.yaml")).Exited(0);
        var journal = Path.Combine(Here.Data, "journal.db");
        var bytes = await File.ReadAllBytesAsync(journal);
        // The user version of SQLite's file header, big-endian.
        bytes[63] = 99;
        await File.WriteAllBytesAsync(journal, bytes);
        (await Here.Run("run", "echo.yaml")).Refused("data.newer");
        (await Here.Run("list")).Refused("data.newer");
        (await File.ReadAllBytesAsync(journal)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_refused()
    {
        Here.Write("data", "");
        Here.Write("echo.yaml", Strategies.Echo);
        (await Here.Run("run", "echo.yaml")).Refused("data.unusable");
    }

    [Fact]
    public async Task Ten_thousand_steps_are_executed()
    {
        var steps = string.Join(",", Enumerable.Repeat("{\"agent\":\"a\"}", 10_000));
        Here.Write("s.json", $$"""{"name":"Many","version":"1","agents":{"a":{"type":"user","config":{"requireInput":false} } },"flow":{"name":"m","type":"sequential","steps":[{{steps}}] } }""");
        var done = (await Here.Run("run", "s.json", "--input", "through", "--set", "runs.terminal.progress=none")).Exited(0);
        done.Out.ShouldBe("through\n");
    }

    [Fact]
    public async Task Two_hundred_levels_are_executed()
    {
        var flow = new StringBuilder("{\"agent\":\"a\"}");
        for (var level = 0; level < 200; level++)
            flow.Insert(0, $"{{\"name\":\"l{level}\",\"type\":\"sequential\",\"steps\":[").Append("]}");
        Here.Write("s.json", $$"""{"name":"Deep","version":"1","agents":{"a":{"model":"mock/echo"} },"flow":{{flow}} }""");
        (await Here.Run("run", "s.json", "--input", "deep")).Exited(0).Out.ShouldBe("<deep>\n");
    }
}
