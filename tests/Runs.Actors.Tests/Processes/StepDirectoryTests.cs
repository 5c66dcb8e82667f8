using Runs.Domain.Plans;

namespace Runs.Actors.Tests.Processes;

/// <summary>A5 and A58: the directory that a step names is looked at when the step is launched.</summary>
public sealed class StepDirectoryTests : IDisposable
{
    private readonly ProcessWorld _world = new();

    [Theory]
    [InlineData("a/b", "/a/b")]
    [InlineData("./a//b/.", "/a/b")]
    [InlineData(".", "")]
    public async Task A_step_runs_in_its_own_directory_rather_than_its_agents(string cwd, string expected)
    {
        Directory.CreateDirectory(Path.Combine(_world.Cwd, "a", "b"));
        (await _world.Result(_world.With(new ProcessSettings { Command = "pwd", Cwd = "a" }) with { StepCwd = cwd })).ShouldBe(_world.Cwd + expected);
    }

    [Theory]
    [InlineData("..", "step.cwd-escape")]
    [InlineData("a/../../work", "step.cwd-escape")]
    [InlineData("/tmp", "step.cwd-escape")]
    [InlineData("a\0", "step.cwd-escape")]
    [InlineData("outside", "step.cwd-link")]
    [InlineData("inside", "step.cwd-link")]
    [InlineData("inside/b", "step.cwd-link")]
    [InlineData("dangling", "step.cwd-link")]
    [InlineData("missing", "step.cwd-missing")]
    [InlineData("a/missing/b", "step.cwd-missing")]
    [InlineData("file", "step.cwd-not-directory")]
    [InlineData("file/a", "step.cwd-not-directory")]
    public async Task A5_a_directory_that_is_not_one_of_the_runs_own_fails_the_step_for_good(string cwd, string code)
    {
        Directory.CreateDirectory(Path.Combine(_world.Cwd, "a", "b"));
        await File.WriteAllTextAsync(Path.Combine(_world.Cwd, "file"), "");
        Directory.CreateSymbolicLink(Path.Combine(_world.Cwd, "outside"), "/");
        Directory.CreateSymbolicLink(Path.Combine(_world.Cwd, "inside"), "a");
        Directory.CreateSymbolicLink(Path.Combine(_world.Cwd, "dangling"), "nowhere");

        var failure = await _world.Failure(_world.Request("pwd") with { StepCwd = cwd });
        (failure.Error.Code, failure.IsPermanent).ShouldBe((code, true));
        _world.Output.AllText.ShouldBeEmpty();
    }

    public void Dispose() => _world.Dispose();
}
