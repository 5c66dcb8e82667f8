using Runs.Actors.Artifacts;
using Runs.Domain.Identity;
using Runs.Domain.Runs;

namespace Runs.Actors.Tests.Artifacts;

/// <summary>What every store of artifacts promises.</summary>
public abstract class ArtifactStoreContract
{
    protected static readonly RunId Run = RunId.Parse("run-1");
    private static readonly RunId Other = RunId.Parse("run-10");

    [Fact]
    public async Task What_is_complete_can_be_read_by_its_run_alone()
    {
        var store = await Open();
        var text = string.Concat(Enumerable.Repeat("h\u00e9llo ", 20_000));
        var content = await ArtifactText.Store(store, Run, text, CancellationToken.None);
        (await ArtifactText.Load(store, Run, content, CancellationToken.None)).ShouldBe(text);
        (await Should.ThrowAsync<ArtifactException>(async () => await ArtifactText.Load(store, Other, content, CancellationToken.None)))
            .Error.Code.ShouldBe(RunErrors.ArtifactDamaged);
    }

    [Fact]
    public async Task Ids_are_valid_and_never_repeat()
    {
        var store = await Open();
        var ids = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            var id = await Write(store, Run, [1]);
            id.ShouldMatch("^[a-z0-9-]{1,64}$");
            ids.Add(id).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Deleting_a_run_deletes_all_of_its_artifacts_and_no_others()
    {
        var store = await Open();
        var mine = await Write(store, Run, [1]);
        var others = await Write(store, Other, [2]);
        (await store.DeleteAll(Run, CancellationToken.None)).ShouldBe(1);
        (await store.DeleteAll(Run, CancellationToken.None)).ShouldBe(0);
        await Should.ThrowAsync<FileNotFoundException>(async () => await store.Open(Run, mine, CancellationToken.None));
        await using var kept = await store.Open(Other, others, CancellationToken.None);
        (await ReadAll(kept)).ShouldBe([2]);
    }

    [Fact]
    public async Task What_is_dropped_is_gone()
    {
        var store = await Open();
        await using (var writer = await store.Create(Run, CancellationToken.None))
            await writer.Stream.WriteAsync(new byte[100_000]);
        await using (var larger = await store.Create(Run, CancellationToken.None))
            await larger.Stream.WriteAsync(new byte[1_000_000]);
        await ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(262_143)]
    [InlineData(262_144)]
    [InlineData(262_145)]
    [InlineData(1_000_000)]
    public async Task What_is_written_in_any_portions_is_read_from_any_place_on(int size)
    {
        var store = await Open();
        var bytes = new byte[size];
        var random = new Random(size);
        random.NextBytes(bytes);
        await using var writer = await store.Create(Run, CancellationToken.None);
        for (var from = 0; from < size;)
        {
            var portion = Math.Min(size - from, random.Next(1, 300_000));
            await writer.Stream.WriteAsync(bytes.AsMemory(from, portion));
            from += portion;
        }

        await using var read = await store.Open(Run, await writer.Complete(CancellationToken.None), CancellationToken.None);

        read.Length.ShouldBe(size);
        (await ReadAll(read)).ShouldBe(bytes);
        foreach (var place in new[] { size / 2, 0, size - 1, size }.Where(place => place >= 0))
        {
            read.Position = place;
            (await ReadAll(read)).ShouldBe(bytes[place..]);
        }

        (await store.DeleteAll(Run, CancellationToken.None)).ShouldBe(size);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("../secret")]
    [InlineData("UPPER")]
    [InlineData("a\0")]
    [InlineData("missing")]
    public async Task Only_ids_of_artifacts_open_anything(string id)
    {
        var store = await Open();
        await Write(store, Run, [1]);
        await Should.ThrowAsync<FileNotFoundException>(async () => await store.Open(Run, id, CancellationToken.None));
    }

    protected abstract ValueTask<IArtifactStore> Open();

    /// <summary>Nothing is left of what was dropped, as far as the store's own place shows.</summary>
    protected abstract ValueTask ShouldBeEmpty();

    protected static async Task<string> Write(IArtifactStore store, RunId run, byte[] bytes)
    {
        await using var writer = await store.Create(run, CancellationToken.None);
        await writer.Stream.WriteAsync(bytes);
        return await writer.Complete(CancellationToken.None);
    }

    private static async Task<byte[]> ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
