using Runs.Actors.Artifacts;
using Runs.Domain.Identity;

namespace Runs.Benchmarks.Workloads;

/// <summary>No step of a benchmark has a large result.</summary>
internal sealed class NoArtifacts : IArtifactStore
{
    public ValueTask<ArtifactWriter> Create(RunId run, CancellationToken cancellation) =>
        throw new NotSupportedException("A benchmark's step has a large result.");

    public ValueTask<Stream> Open(RunId run, string artifactId, CancellationToken cancellation) =>
        throw new FileNotFoundException("A benchmark has no artifacts.");

    public ValueTask<long> DeleteAll(RunId run, CancellationToken cancellation) => ValueTask.FromResult(0L);
}
