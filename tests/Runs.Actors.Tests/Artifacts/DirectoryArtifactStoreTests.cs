using Runs.Domain.Identity;
using Runs.Steps.Artifacts;

namespace Runs.Actors.Tests.Artifacts;

public sealed class DirectoryArtifactStoreTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly RunId Run = RunId.Parse("run-1");

    private readonly TemporaryDirectory _directory = new();
    private readonly string _root;
    private readonly DirectoryArtifactStore _store;

    public DirectoryArtifactStoreTests()
    {
        _root = _directory.At("deep/artifacts");
        _store = new DirectoryArtifactStore(_root);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Everything_is_for_its_user_alone()
    {
        var id = await Write();
        File.GetUnixFileMode(_root).ShouldBe(Private | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Path.Combine(_root, "run-1")).ShouldBe(Private | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Path.Combine(_root, "run-1", id)).ShouldBe(Private);
        new DirectoryArtifactStore(_root).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("UPPER")]
    [InlineData("a\0")]
    [InlineData("missing")]
    public async Task Only_ids_of_artifacts_open_anything(string id)
    {
        await Write();
        await File.WriteAllTextAsync(Path.Combine(_root, "secret"), "secret");
        await Should.ThrowAsync<FileNotFoundException>(async () => await _store.Open(Run, id, CancellationToken.None));
    }

    [Fact]
    public async Task Links_to_files_are_not_followed()
    {
        await Write();
        await File.WriteAllTextAsync(_directory.At("secret"), "secret");
        File.CreateSymbolicLink(Path.Combine(_root, "run-1", "link"), _directory.At("secret"));
        await Should.ThrowAsync<FileNotFoundException>(async () => await _store.Open(Run, "link", CancellationToken.None));

        await _store.DeleteAll(Run, CancellationToken.None);
        File.Exists(_directory.At("secret")).ShouldBeTrue();
    }

    [Fact]
    public async Task Links_to_directories_are_not_followed()
    {
        var elsewhere = _directory.CreateDirectory("elsewhere");
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "file"), "kept");
        Directory.CreateSymbolicLink(Path.Combine(_root, "run-1"), elsewhere);

        await Should.ThrowAsync<FileNotFoundException>(async () => await _store.Open(Run, "file", CancellationToken.None));
        await Should.ThrowAsync<IOException>(Write);
        await _store.DeleteAll(Run, CancellationToken.None);
        Directory.GetFiles(elsewhere).ShouldHaveSingleItem();
        Directory.Exists(Path.Combine(_root, "run-1")).ShouldBeFalse();
        await Write();
    }

    [Fact]
    public async Task What_a_dead_writer_left_is_swept_and_what_a_live_one_writes_is_not()
    {
        var abandoned = Path.Combine(_root, ".unfinished", "abandoned");
        await File.WriteAllTextAsync(abandoned, "half");
        await using var writer = await _store.Create(Run, CancellationToken.None);
        await writer.Stream.WriteAsync(new byte[] { 7 });

        var reopened = new DirectoryArtifactStore(_root);
        File.Exists(abandoned).ShouldBeFalse();
        await using var read = await reopened.Open(Run, await writer.Complete(CancellationToken.None), CancellationToken.None);
        read.ReadByte().ShouldBe(7);
    }

    private async Task<string> Write()
    {
        await using var writer = await _store.Create(Run, CancellationToken.None);
        await writer.Stream.WriteAsync(new byte[] { 1, 2, 3 });
        return await writer.Complete(CancellationToken.None);
    }
}
