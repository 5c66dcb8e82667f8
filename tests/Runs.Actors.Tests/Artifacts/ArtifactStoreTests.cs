using Runs.Actors.Artifacts;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Steps.Artifacts;
using Runs.TestKit.Artifacts;

namespace Runs.Actors.Tests.Artifacts;

/// <summary>What every store promises.</summary>
public sealed class ArtifactStoreTests : IDisposable
{
    private static readonly RunId Run = RunId.Parse("run-1");
    private static readonly RunId Other = RunId.Parse("run-10");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("directory")]
    [InlineData("memory")]
    public async Task What_is_complete_can_be_read_by_its_run_alone(string kind)
    {
        var store = Store(kind);
        var text = string.Concat(Enumerable.Repeat("h\u00e9llo ", 20_000));
        var content = await ArtifactText.Store(store, Run, text, CancellationToken.None);
        (await ArtifactText.Load(store, Run, content, CancellationToken.None)).ShouldBe(text);
        (await Should.ThrowAsync<ArtifactException>(async () => await ArtifactText.Load(store, Other, content, CancellationToken.None)))
            .Error.Code.ShouldBe(RunErrors.ArtifactDamaged);
    }

    [Theory]
    [InlineData("directory")]
    [InlineData("memory")]
    public async Task Ids_are_valid_and_never_repeat(string kind)
    {
        var store = Store(kind);
        var ids = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            var id = await Write(store, Run, [1]);
            id.ShouldMatch("^[a-z0-9-]{1,64}$");
            ids.Add(id).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("directory")]
    [InlineData("memory")]
    public async Task Deleting_a_run_deletes_all_of_its_artifacts_and_no_others(string kind)
    {
        var store = Store(kind);
        var mine = await Write(store, Run, [1]);
        var others = await Write(store, Other, [2]);
        (await store.DeleteAll(Run, CancellationToken.None)).ShouldBe(1);
        (await store.DeleteAll(Run, CancellationToken.None)).ShouldBe(0);
        await Should.ThrowAsync<FileNotFoundException>(async () => await store.Open(Run, mine, CancellationToken.None));
        await using var kept = await store.Open(Other, others, CancellationToken.None);
        kept.ReadByte().ShouldBe(2);
    }

    [Theory]
    [InlineData("directory")]
    [InlineData("memory")]
    public async Task What_is_dropped_is_gone(string kind)
    {
        var store = Store(kind);
        await using (var writer = await store.Create(Run, CancellationToken.None))
            await writer.Stream.WriteAsync(new byte[100_000]);
        Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static async Task<string> Write(IArtifactStore store, RunId run, byte[] bytes)
    {
        await using var writer = await store.Create(run, CancellationToken.None);
        await writer.Stream.WriteAsync(bytes);
        return await writer.Complete(CancellationToken.None);
    }

    private IArtifactStore Store(string kind) =>
        kind == "memory" ? new MemoryArtifactStore() : new DirectoryArtifactStore(_directory.At("artifacts"));
}
