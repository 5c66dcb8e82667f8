using Runs.Actors.Artifacts;
using Runs.Domain.Identity;

namespace Runs.Gateway.Tests.Support;

/// <summary>Artifacts whose readers can be held, and fail when they are let go.</summary>
internal sealed class HeldArtifactStore(IArtifactStore inner) : IArtifactStore
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _holds;

    /// <summary>From now on who reads is held.</summary>
    public void Hold() => _holds = true;

    /// <summary>Somebody is held.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets everybody go who is held: their reads fail.</summary>
    public void Fail() => _failed.SetException(new IOException("The disk is gone."));

    public ValueTask<ArtifactWriter> Create(RunId run, CancellationToken cancellation) => inner.Create(run, cancellation);

    public async ValueTask<Stream> Open(RunId run, string artifactId, CancellationToken cancellation)
    {
        if (_holds)
        {
            _reached.TrySetResult();
            await _failed.Task;
        }

        return await inner.Open(run, artifactId, cancellation);
    }

    public ValueTask<long> DeleteAll(RunId run, CancellationToken cancellation) => inner.DeleteAll(run, cancellation);
}
