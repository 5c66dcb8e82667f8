using Runs.Actors.Attempts;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Actors.Tests.Processes;

public sealed class InvocationTests : IDisposable
{
    private readonly ProcessWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Each_argument_arrives_as_one()
    {
        string[] args = ["", " two  words ", "\"quoted\" 'too'", "line\nbreak", "{{input}} $HOME `id` \\", "*", "-n", "h\u00e9"];
        var shown = await _world.Result(_world.Script("for a; do printf '<%s>' \"$a\"; done", args));
        shown.ShouldBe(string.Concat(args.Select(arg => $"<{arg}>")));
    }

    [Fact]
    public async Task An_argument_with_a_nul_is_refused_rather_than_cut()
    {
        var failure = await _world.Failure(_world.Request("echo", "a\0b"));
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("process.argument", true));
    }

    [Fact]
    public async Task The_environment_has_the_standard_few_and_what_the_agent_adds()
    {
        Environment.SetEnvironmentVariable("RUNS_TEST_SECRET", "hidden");
        var settings = new ProcessSettings { Command = "env", Env = [new TextEntry("ADDED", "yes"), new TextEntry("LANG", "C.UTF-8"), new TextEntry("TRACEPARENT", "forged")] };
        var lines = (await _world.Result(_world.With(settings))).Split('\n');

        string[] expected = ["ADDED", "LANG", "TRACEPARENT", .. new[] { "PATH", "HOME", "TZ", "TMPDIR" }.Where(name => Environment.GetEnvironmentVariable(name) is not null)];
        lines.Select(line => line.Split('=')[0]).ShouldBe(expected, ignoreOrder: true);
        lines.ShouldContain("ADDED=yes");
        lines.ShouldContain("LANG=C.UTF-8");
        lines.ShouldContain("TRACEPARENT=" + TraceParent.Of(_world.Key, _world.Records));
    }

    [Fact]
    public async Task A_process_leads_a_session_and_a_group_of_its_own()
    {
        var shown = (await _world.Result(_world.Script("echo $$; cut -d ' ' -f 5,6 /proc/$$/stat"))).Split('\n');
        shown[1].ShouldBe($"{shown[0]} {shown[0]}");
    }

    [Fact]
    public async Task Standard_input_is_the_text_and_then_ends()
    {
        var text = string.Concat(Enumerable.Repeat("h\u00e9llo\n", 100_000)) + "end";
        (await _world.Result(_world.Request("cat") with { Stdin = text })).ShouldBe(text);
    }

    [Fact]
    public async Task A_process_need_not_read_its_input()
    {
        var large = new string('x', 10_000_000);
        (await _world.Result(_world.Script("echo ignored") with { Stdin = large })).ShouldBe("ignored");
        (await _world.Result(_world.Script("exec 0<&-; echo closed") with { Stdin = large })).ShouldBe("closed");
    }

    [Fact]
    public async Task The_working_directory_is_the_runs_or_lies_below_it()
    {
        Directory.CreateDirectory(Path.Combine(_world.Cwd, "a/b"));
        Directory.CreateSymbolicLink(Path.Combine(_world.Cwd, "inside"), Path.Combine(_world.Cwd, "a"));
        (await _world.Result(_world.Request("pwd"))).ShouldBe(_world.Cwd);
        (await _world.Result(_world.With(new ProcessSettings { Command = "pwd", Cwd = "a/b" }))).ShouldBe(_world.Cwd + "/a/b");
        (await _world.Result(_world.With(new ProcessSettings { Command = "pwd", Cwd = "inside" }))).ShouldBe(_world.Cwd + "/a");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../work-too")]
    [InlineData("/")]
    [InlineData("outside")]
    [InlineData("missing")]
    [InlineData("file")]
    public async Task A_working_directory_elsewhere_is_refused(string cwd)
    {
        Directory.CreateDirectory(_world.At("work-too"));
        Directory.CreateSymbolicLink(Path.Combine(_world.Cwd, "outside"), "/");
        await File.WriteAllTextAsync(Path.Combine(_world.Cwd, "file"), "");
        var failure = await _world.Failure(_world.With(new ProcessSettings { Command = "pwd", Cwd = cwd }));
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("process.cwd", true));
    }

    [Fact]
    public async Task A_run_directory_that_is_gone_is_refused()
    {
        var failure = await _world.Failure(_world.Request("pwd") with { Cwd = _world.At("gone") });
        failure.Error.Code.ShouldBe("process.cwd");
    }

    [Theory]
    [InlineData("no-such-command", "process.not-found")]
    [InlineData("./missing", "process.not-found")]
    [InlineData("", "process.not-found")]
    [InlineData("./plain", "process.not-executable")]
    public async Task A_command_that_cannot_run_is_refused_for_good(string command, string code)
    {
        await File.WriteAllTextAsync(Path.Combine(_world.Cwd, "plain"), "text");
        var failure = await _world.Failure(_world.Request(command));
        (failure.Error.Code, failure.IsPermanent).ShouldBe((code, true));
    }

    [Fact]
    public async Task Commands_are_found_below_the_working_directory_only_by_a_path_with_a_slash()
    {
        var directory = Directory.CreateDirectory(Path.Combine(_world.Cwd, "bin")).FullName;
        var tool = Path.Combine(directory, "tool=1");
        await File.WriteAllTextAsync(tool, "#!/bin/sh\necho tool\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        (await _world.Result(_world.With(new ProcessSettings { Command = "./tool=1", Cwd = "bin" }))).ShouldBe("tool");
        (await _world.Failure(_world.With(new ProcessSettings { Command = "tool=1", Cwd = "bin", Env = [new TextEntry("PATH", ":.:bin")] }))).Error.Code.ShouldBe("process.not-found");
        (await _world.Result(_world.With(new ProcessSettings { Command = "tool=1", Env = [new TextEntry("PATH", directory)] }))).ShouldBe("tool");
    }
}
