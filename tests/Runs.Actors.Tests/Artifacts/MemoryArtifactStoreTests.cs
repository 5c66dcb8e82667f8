using Runs.Actors.Artifacts;
using Runs.TestKit.Artifacts;

namespace Runs.Actors.Tests.Artifacts;

public sealed class MemoryArtifactStoreTests : ArtifactStoreContract
{
    private readonly MemoryArtifactStore _store = new();

    protected override ValueTask<IArtifactStore> Open() => ValueTask.FromResult<IArtifactStore>(_store);

    protected override ValueTask ShouldBeEmpty()
    {
        _store.Count.ShouldBe(0);
        return ValueTask.CompletedTask;
    }
}
