using System.Text;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;

namespace Runs.Actors.Tests.Processes;

public sealed class OutputTests : IDisposable
{
    private readonly ProcessWorld _world = new(outputLimit: 64 * 1024 * 1024);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData(@"a\n", "a")]
    [InlineData(@"a\r\n", "a")]
    [InlineData(@"a\r", "a\r")]
    [InlineData(@"a\n\n", "a\n")]
    [InlineData(@"\n", "")]
    [InlineData(@"  a\n b \n", "  a\n b ")]
    [InlineData(@"h\303\251\360\237\230\200", "h\u00e9\U0001F600")]
    [InlineData(@"\377ok\303", "\uFFFDok\uFFFD")]
    public async Task The_result_is_standard_output_but_for_a_final_line_break(string format, string expected)
    {
        (await _world.Result(_world.Request("printf", format))).ShouldBe(expected);
        _world.Output.AllText.ShouldBe(expected);
    }

    [Fact]
    public async Task Text_is_shown_while_the_process_runs()
    {
        var attempt = _world.Execute(_world.Script("echo first; while [ ! -e go ]; do :; done; echo second"));
        await _world.Output.UntilText("first");
        attempt.IsCompleted.ShouldBeFalse();
        await File.WriteAllTextAsync(Path.Combine(_world.Cwd, "go"), "");
        (await attempt).ShouldBeOfType<AttemptOutcome.Succeeded>().Output.Inline.ShouldBe("first\nsecond");
    }

    [Fact]
    public async Task Large_output_goes_to_the_artifact_store_while_it_streams()
    {
        const int Size = 1024 * 1024;
        var attempt = _world.Execute(_world.Script($"head -c {Size} /dev/zero | tr '\\0' x; while [ ! -e go ]; do :; done"));
        await _world.Output.UntilLength(Size);
        Directory.GetFiles(_world.At("artifacts/.unfinished")).Sum(path => new FileInfo(path).Length).ShouldBeGreaterThan(Size - (64 * 1024));
        await File.WriteAllTextAsync(Path.Combine(_world.Cwd, "go"), "");
        (await attempt).ShouldBeOfType<AttemptOutcome.Succeeded>().Output.Parts.ShouldHaveSingleItem().Artifact!.Bytes.ShouldBe(Size);
    }

    [Fact]
    public async Task Forty_mebibytes_arrive_whole()
    {
        const int Size = 40 * 1024 * 1024;
        var result = await _world.Result(_world.Script($"head -c {Size} /dev/zero | tr '\\0' y"));
        result.Length.ShouldBe(Size);
        result.AsSpan().ContainsAnyExcept('y').ShouldBeFalse();
    }

    [Fact]
    public async Task Too_much_output_ends_the_process_and_names_the_limit()
    {
        var failure = await _world.Failure(_world.With(new ProcessSettings { Command = "yes", OutputLimit = 100 * 1024 }, "line"));
        failure.Error.Code.ShouldBe("process.output-limit");
        failure.Error.Message.ShouldContain("100KiB");
        Encoding.UTF8.GetByteCount(_world.Output.AllText).ShouldBeLessThanOrEqualTo(100 * 1024);
        Directory.GetFiles(_world.At("artifacts"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_that_keeps_the_output_open_does_not_hold_up_the_attempt()
    {
        (await _world.Result(_world.Script("sleep 1000 & echo done"))).ShouldBe("done");
    }

    [Fact]
    public async Task All_that_an_ended_process_wrote_counts_though_a_stranger_keeps_the_output_open()
    {
        const string Script = "setsid sh -c 'echo $$ >pid; exec sleep 1000' & while [ ! -s pid ]; do :; done; head -c 60000 /dev/zero | tr '\\0' z";
        (await _world.Result(_world.Script(Script))).Length.ShouldBe(60000);
        await _world.Handler.Reap(_world.Key);
    }

    [Fact]
    public async Task A_broken_pipe_ends_a_process_as_in_a_shell()
    {
        (await _world.Result(_world.Script("yes | head -n 1"))).ShouldBe("y");
        _world.Output.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_fails_ends_the_process_and_the_attempt()
    {
        Directory.Delete(_world.At("artifacts"), recursive: true);
        await Should.ThrowAsync<IOException>(_world.Execute(_world.Script("echo $$; exec yes")));
        ProcessWorld.IsLive(_world.ShownIds()[0]).ShouldBeFalse();
    }

    [Fact]
    public async Task Small_output_stays_inline_up_to_the_limit()
    {
        var at = (await _world.Execute(_world.Script($"head -c {ArtifactText.InlineLimit} /dev/zero | tr '\\0' x"))).ShouldBeOfType<AttemptOutcome.Succeeded>();
        at.Output.Inline.ShouldNotBeNull();
        var above = (await _world.Execute(_world.Script($"head -c {ArtifactText.InlineLimit + 1} /dev/zero | tr '\\0' x"))).ShouldBeOfType<AttemptOutcome.Succeeded>();
        above.Output.Inline.ShouldBeNull();
    }
}
