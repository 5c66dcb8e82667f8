using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Domain.Contents;

namespace Runs.Actors.Tests.Processes;

/// <summary>A process finds the artifacts that it names in files of its own.</summary>
public sealed class HandedArtifactTests : IDisposable
{
    private readonly ProcessWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task They_are_private_files_in_a_directory_of_the_attempt_and_gone_after_it()
    {
        var stored = await ArtifactText.Store(_world.Artifacts, _world.Key.Run, new string('x', 100_000), CancellationToken.None);
        var request = _world.Request("sh", "-c", "stat -c '%a %s %n' \"$RUNS_ARTIFACTS\" \"$RUNS_ARTIFACTS\"/*; cat \"$RUNS_ARTIFACTS/small-final.md\"; echo; grep -c sha256 \"$RUNS_ARTIFACTS/manifest.json\"");
        request = request with { Artifacts = [new("small-final.md", Content.Of("small")), new("large-final.md", stored)] };
        var lines = await Lines(request);
        var directory = lines[0].Split(' ')[2];
        directory.ShouldStartWith(Path.Combine(_world.Records, "artifacts/"));
        lines[0].ShouldStartWith("700 ");
        lines[1].ShouldBe($"600 100000 {directory}/large-final.md");
        lines[2].ShouldMatch($"600 [0-9]+ {directory}/manifest.json");
        lines[3].ShouldBe($"600 5 {directory}/small-final.md");
        lines[4..].ShouldBe(["small", "2"]);
        Directory.GetFileSystemEntries(Path.Combine(_world.Records, "artifacts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_names_none_is_given_no_directory() =>
        (await Lines(_world.Request("sh", "-c", "echo \"${RUNS_ARTIFACTS-none}\""))).ShouldBe(["none"]);

    private async Task<string[]> Lines(AttemptRequest request)
    {
        var outcome = await _world.Handler.Execute(request, _world.Output, _world.Switch.Stop);
        return outcome.ShouldBeOfType<AttemptOutcome.Succeeded>().Output.Inline!.Split('\n');
    }
}
