namespace Runs.Actors.Subscriptions;

/// <summary>Says when a stream may have grown.</summary>
public interface ITailWatch : IDisposable
{
    /// <summary>Completes when there may be something new.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask Wait(CancellationToken cancellation);
}
