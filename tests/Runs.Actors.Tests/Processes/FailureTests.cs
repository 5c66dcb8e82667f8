namespace Runs.Actors.Tests.Processes;

public sealed class FailureTests : IDisposable
{
    private readonly ProcessWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task An_exit_code_fails_with_the_end_of_standard_error()
    {
        var failure = await _world.Failure(_world.Script("echo kept; for i in 1 2 3 4 5 6 7 8 9; do echo \"line number $i\" >&2; done; exit 3"));
        failure.Error.Code.ShouldBe("process.exit");
        failure.Error.Message.ShouldBe("sh ended with exit code 3: line number 6\nline number 7\nline number 8\nline number 9");
        failure.IsPermanent.ShouldBeFalse();
        _world.Output.AllText.ShouldBe("kept");
        _world.Output.Diagnostics.Length.ShouldBe(9);
    }

    [Fact]
    public async Task A_silent_failure_says_so()
    {
        (await _world.Failure(_world.Request("false"))).Error.Message.ShouldBe("false ended with exit code 1 and wrote nothing to standard error.");
    }

    [Theory]
    [InlineData("kill -9 $$", "ended by signal 9")]
    [InlineData("kill -15 $$", "ended by signal 15")]
    public async Task A_signal_is_named(string script, string message)
    {
        var failure = await _world.Failure(_world.Script(script));
        failure.Error.Code.ShouldBe("process.signal");
        failure.Error.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Standard_error_is_no_part_of_the_result_and_long_lines_are_cut()
    {
        (await _world.Result(_world.Script("echo out; printf 'a\\r\\n\\nh\\303\\251' >&2; head -c 10000 /dev/zero | tr '\\0' x >&2"))).ShouldBe("out");
        var lines = _world.Output.Diagnostics;
        lines[..2].ShouldBe(["a", ""]);
        string.Concat(lines[2..]).ShouldBe("h\u00e9" + new string('x', 10_000));
        lines.ShouldAllBe(line => line.Length <= 4096);
    }

    [Fact]
    public async Task Endless_complaints_are_not_all_shown()
    {
        using var world = new ProcessWorld(outputLimit: 1000);
        (await world.Failure(world.Script("yes complaint | head -n 100000 >&2; echo last >&2; exit 1"))).Error.Message.ShouldEndWith("complaint\nlast");
        world.Output.Diagnostics.Length.ShouldBe(101);
        world.Output.Diagnostics[^1].ShouldBe("[standard error beyond 1KB is not shown]");
    }
}
