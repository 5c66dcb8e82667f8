namespace Runs.Actors.Artifacts;

/// <summary>An artifact that is being written. Disposing it before <see cref="Complete"/> drops it.</summary>
public abstract class ArtifactWriter : IAsyncDisposable
{
    /// <summary>Where the bytes go.</summary>
    public abstract Stream Stream { get; }

    /// <summary>Makes the artifact durable and visible, and returns its id: 1 to 64 of <c>[a-z0-9-]</c>.</summary>
    public abstract ValueTask<string> Complete(CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
