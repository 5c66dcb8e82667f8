using Runs.Actors.Subscriptions;

namespace Runs.Node.Reading;

/// <summary>For readers that take what is there and wait for nothing.</summary>
internal sealed class SingleLook : ITailWatch
{
    /// <inheritdoc/>
    public bool TakeGrown() => true;

    /// <inheritdoc/>
    public ValueTask Wait(CancellationToken cancellation) => throw new InvalidOperationException("Nothing is waited for.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
