using System.Text.RegularExpressions;
using Runs.Node.Tests.Support;

namespace Runs.Node.Tests.Terminal;

/// <summary>The program on a terminal of its own.</summary>
public sealed class TerminalTests : WorkspaceTest
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    [Fact]
    public async Task Steps_are_a_tree_that_is_redrawn_and_the_cursor_comes_back()
    {
        Here.Write("echo.yaml", Strategies.Echo);
        var done = await Here.StartInTerminal("run", "echo.yaml", "--input", "x").Exit();
        done.ExitCode.ShouldBe(0, done.Out);
        done.Out.ShouldContain("✓ Main");
        done.Out.ShouldContain("  ✓ echo");
        done.Out.LastIndexOf(ShowCursor, StringComparison.Ordinal).ShouldBeGreaterThan(done.Out.LastIndexOf(HideCursor, StringComparison.Ordinal));
        done.Out.TrimEnd().ShouldEndWith("<x>");
    }

    [Fact]
    public async Task No_line_is_wider_than_the_terminal()
    {
        var name = new string('n', 60) + "宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽";
        Here.Write("echo.yaml", Strategies.Echo.Replace("name: Main", $"name: {name}"));
        Here.Write("long.conf", $$"""runs.models.scripted { "mock/echo" { deltas = ["{{new string('t', 300)}}"], delay = 300ms } }""");
        var run = Here.StartProgram("script", "-qefc", $"stty cols 40; '{Path.Combine(AppContext.BaseDirectory, "runs")}' run echo.yaml --config long.conf --data '{Here.Data}'", "/dev/null");
        var screen = (await run.Exit()).Exited(0).Out;
        var drawn = screen[..screen.LastIndexOf(ShowCursor, StringComparison.Ordinal)];
        var lines = Regex.Replace(drawn, "\e\\[[0-9;?]*[A-Za-z]", "").Split('\n', '\r');
        lines.ShouldContain(line => line.Contains("nnn"));
        lines.ShouldAllBe(line => line.Sum(c => c >= 0x2E80 ? 2 : 1) <= 40);
    }

    [Fact]
    public async Task No_frame_is_higher_than_the_terminal_and_no_frame_is_drawn_twice()
    {
        var steps = string.Concat(Enumerable.Range(0, 40).Select(i => $"    - {{ id: s{i}, agent: work{(i > 0 ? $", needs: [s{(i - 1) / 2}]" : "")} }}\n"));
        Here.Write("wide.yaml", $"name: Wide\nversion: '1'\nagents: {{ work: {{ type: process, config: {{ command: 'true', replay: safe }} }} }}\nflow:\n  name: Main\n  type: graph\n  steps:\n{steps}");
        var run = Here.StartProgram("script", "-qefc", $"stty rows 10 cols 80; '{Path.Combine(AppContext.BaseDirectory, "runs")}' run wide.yaml --data '{Here.Data}'", "/dev/null");
        var screen = (await run.Exit()).Exited(0).Out;
        var frames = Regex.Matches(screen, "\e\\[\\?2026h(.*?)\e\\[\\?2026l", RegexOptions.Singleline).Select(frame => frame.Groups[1].Value).ToList();
        frames.ShouldNotBeEmpty();
        frames.ShouldAllBe(frame => frame.Count(c => c == '\n') <= 9);
        frames.Zip(frames.Skip(1)).Count(pair => Drawn(pair.First) == Drawn(pair.Second)).ShouldBe(0);
        frames[^1].ShouldContain("✓ Main  40/40");
        frames[^1].ShouldContain("+ 33 more  ✓33");

        static string Drawn(string frame) => Regex.Replace(frame, "\e\\[\\d+A", "");
    }

    [Fact]
    public async Task A_person_is_asked_at_the_terminal()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var run = Here.StartInTerminal("run", "ask.yaml", "--input", "well?");
        await run.WaitForOut("boss > ");
        await run.Input.WriteAsync("of course\n");
        await run.Input.FlushAsync();
        await run.WaitForOut("<of course>");
        (await run.Exit()).Exited(0).Out.ShouldContain("well?");
    }

    [Fact]
    public async Task A_models_question_is_asked_at_the_terminal()
    {
        Here.Write("asks.yaml", Strategies.Asks);
        Here.Write("clerk.conf", Strategies.Clerk);
        var run = Here.StartInTerminal("run", "asks.yaml", "--config", "clerk.conf");
        await run.WaitForOut("clerk > ");
        await run.Input.WriteAsync("blue\n");
        await run.Input.FlushAsync();
        await run.WaitForOut("User response: \"blue\"");
        (await run.Exit()).Exited(0).Out.ShouldContain("Which colour?");
    }

    [Fact]
    public async Task Interrupting_at_a_question_cancels_the_run()
    {
        Here.Write("ask.yaml", Strategies.Ask);
        var run = Here.StartInTerminal("run", "ask.yaml", "--input", "well?", "--run-id", "r");
        await run.WaitForOut("boss > ");
        await run.Input.WriteAsync("\u0003");
        await run.Input.FlushAsync();
        (await run.Exit()).Exited(130).Out.ShouldContain("[CANCELLED]");
        ((string?)(await Here.Listed("r"))["state"]).ShouldBe("cancelled");
    }
}
