using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Plans;

namespace Runs.Actors.Tests.Processes;

/// <summary>A24: an output beyond the step's limit ends the attempt while it comes, and is never kept whole.</summary>
public sealed class StepOutputLimitTests : IDisposable
{
    private readonly ProcessWorld _world = new();

    [Fact]
    public async Task A24_a_process_that_never_ends_writing_is_ended_by_the_steps_limit()
    {
        var failure = await _world.Failure(_world.Request("yes") with { OutputLimit = 100_000 });
        (failure.Error.Code, failure.IsPermanent).ShouldBe(("step.output-limit", true));
        _world.Output.AllText.Length.ShouldBeLessThan(200_000);
    }

    [Fact]
    public async Task The_smaller_limit_of_step_and_agent_counts()
    {
        var request = _world.With(new ProcessSettings { Command = "yes", OutputLimit = 1_000 });
        (await _world.Failure(request with { OutputLimit = 5_000 })).Error.Code.ShouldBe("process.output-limit");
        (await _world.Failure(request with { OutputLimit = 500 })).Error.Code.ShouldBe("step.output-limit");
    }

    [Fact]
    public async Task An_output_of_just_the_limit_may_end_in_a_line_break() =>
        (await _world.Result(_world.Script("echo 1234") with { OutputLimit = 4 })).ShouldBe("1234");

    [Fact]
    public async Task What_a_run_decides_by_stays_inline_up_to_its_own_limit()
    {
        var size = ArtifactText.InlineLimit + 1;
        var script = _world.Script($"head -c {size} /dev/zero | tr '\\0' x") with { InlineLimit = ArtifactText.DecidingInlineLimit };
        (await _world.Execute(script)).ShouldBeOfType<AttemptOutcome.Succeeded>().Output.Inline.ShouldNotBeNull().Length.ShouldBe(size);
    }

    public void Dispose() => _world.Dispose();
}
