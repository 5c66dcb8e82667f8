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

    [Fact]
    public async Task A_link_at_any_level_is_refused_and_what_it_leads_to_is_left_alone()
    {
        var elsewhere = _directory.CreateDirectory("elsewhere");
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "file"), "kept");

        // In the place of the run's directory, after there was one.
        var id = await Write();
        Directory.Move(Path.Combine(_root, "run-1"), _directory.At("moved"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "run-1"), _directory.At("moved"));
        await Should.ThrowAsync<FileNotFoundException>(async () => await _store.Open(Run, id, CancellationToken.None));
        await Should.ThrowAsync<IOException>(Write);
        (await _store.DeleteAll(Run, CancellationToken.None)).ShouldBe(0);
        File.Exists(Path.Combine(_directory.At("moved"), id)).ShouldBeTrue();

        // Deeper than anything of ours.
        await Write();
        Directory.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "run-1", "deep")).FullName, "link"), elsewhere);
        (await _store.DeleteAll(Run, CancellationToken.None)).ShouldBe(3);

        // In the place of the directory for what is being written: only at the next start would it be looked at by name.
        Directory.Move(Path.Combine(_root, ".unfinished"), _directory.At("unfinished"));
        Directory.CreateSymbolicLink(Path.Combine(_root, ".unfinished"), elsewhere);
        Should.Throw<IOException>(() => new DirectoryArtifactStore(_root));
        await Write();
        Directory.GetFiles(elsewhere).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Something_put_in_the_place_of_what_is_being_written_is_never_taken_for_it()
    {
        await File.WriteAllTextAsync(_directory.At("secret"), "secret");
        await using var writer = await _store.Create(Run, CancellationToken.None);
        await writer.Stream.WriteAsync(new byte[] { 7 });
        var unfinished = Directory.GetFiles(Path.Combine(_root, ".unfinished")).ShouldHaveSingleItem();
        File.Delete(unfinished);
        File.CreateSymbolicLink(unfinished, _directory.At("secret"));
        await Should.ThrowAsync<IOException>(async () => await writer.Complete(CancellationToken.None));
        Directory.GetFiles(Path.Combine(_root, "run-1")).ShouldBeEmpty();
        File.Exists(_directory.At("secret")).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_written_or_deleted_once_another_directory_is_in_the_place_of_the_root()
    {
        var id = await Write();
        await using var writer = await _store.Create(Run, CancellationToken.None);
        Directory.Move(_root, _directory.At("moved"));
        Directory.CreateDirectory(_root);
        (await Should.ThrowAsync<IOException>(Write)).Message.ShouldContain("moved or replaced");
        await Should.ThrowAsync<IOException>(async () => await writer.Complete(CancellationToken.None));
        await Should.ThrowAsync<IOException>(async () => await _store.DeleteAll(Run, CancellationToken.None));
        Directory.GetFileSystemEntries(_root).ShouldBeEmpty();

        // What was opened can still be read.
        await using var read = await _store.Open(Run, id, CancellationToken.None);
        read.ReadByte().ShouldBe(1);

        Directory.Delete(_root);
        Directory.Move(_directory.At("moved"), _root);
        (await _store.DeleteAll(Run, CancellationToken.None)).ShouldBe(3);
    }

    [Fact]
    public async Task Only_files_are_read()
    {
        await Write();
        Directory.CreateDirectory(Path.Combine(_root, "run-1", "directory"));
        await Should.ThrowAsync<FileNotFoundException>(async () => await _store.Open(Run, "directory", CancellationToken.None));
    }

    private async Task<string> Write()
    {
        await using var writer = await _store.Create(Run, CancellationToken.None);
        await writer.Stream.WriteAsync(new byte[] { 1, 2, 3 });
        return await writer.Complete(CancellationToken.None);
    }
}
