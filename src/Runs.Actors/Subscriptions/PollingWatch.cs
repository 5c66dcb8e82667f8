namespace Runs.Actors.Subscriptions;

/// <summary>For readers of a journal that another process writes: looks again every now and then.</summary>
/// <param name="time">The clock.</param>
/// <param name="interval">How often.</param>
public sealed class PollingWatch(TimeProvider time, TimeSpan interval) : ITailWatch
{
    /// <inheritdoc/>
    public bool TakeGrown() => true;

    /// <inheritdoc/>
    public async ValueTask Wait(CancellationToken cancellation) => await Task.Delay(interval, time, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
