using Runs.Actors.Artifacts;
using Runs.Steps.Artifacts;

namespace Runs.Actors.Tests.Artifacts;

public sealed class FileArtifactStoreTests : ArtifactStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    protected override ValueTask<IArtifactStore> Open() => ValueTask.FromResult<IArtifactStore>(new DirectoryArtifactStore(_directory.At("artifacts")));

    protected override ValueTask ShouldBeEmpty()
    {
        Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        return ValueTask.CompletedTask;
    }
}
