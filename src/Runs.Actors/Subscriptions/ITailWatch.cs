namespace Runs.Actors.Subscriptions;

/// <summary>Says when a stream may have grown.</summary>
public interface ITailWatch : IDisposable
{
    /// <summary>Whether the journal must be read again: whether the stream may have grown since this was last asked.</summary>
    bool TakeGrown();

    /// <summary>Completes when there may be something new.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask Wait(CancellationToken cancellation);
}
