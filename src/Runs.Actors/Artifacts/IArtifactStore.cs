using Runs.Domain.Identity;

namespace Runs.Actors.Artifacts;

/// <summary>Keeps the texts that are too large for the journal. What was completed survives a crash; the rest leaves nothing behind.</summary>
public interface IArtifactStore
{
    /// <summary>Begins an artifact of a run. Nobody sees it before <see cref="ArtifactWriter.Complete"/>.</summary>
    ValueTask<ArtifactWriter> Create(RunId run, CancellationToken cancellation);

    /// <summary>Opens a completed artifact for reading.</summary>
    /// <exception cref="FileNotFoundException">The run has no such artifact.</exception>
    ValueTask<Stream> Open(RunId run, string artifactId, CancellationToken cancellation);

    /// <summary>
    /// Deletes all artifacts of a run, and returns how many bytes they had. Deleting none is no error. When some can't be deleted, it
    /// throws, and can be called again.
    /// </summary>
    ValueTask<long> DeleteAll(RunId run, CancellationToken cancellation);
}
