namespace Runs.Runtime;

/// <summary>Wakes all who wait for the next change. Whoever comes later waits for the one after.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private List<TaskCompletionSource> _waiting = [];

    /// <summary>Something has changed.</summary>
    public void Set()
    {
        List<TaskCompletionSource> woken;
        lock (_gate)
        {
            woken = _waiting;
            _waiting = [];
        }

        foreach (var waiter in woken)
            waiter.TrySetResult();
    }

    /// <summary>Waits for the next change, or until the token is cancelled; who waits looks for itself which it was.</summary>
    public async ValueTask Wait(CancellationToken cancellation)
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _waiting.Add(waiter);
        using var cancelled = cancellation.Register(() => waiter.TrySetResult());
        await waiter.Task;
        lock (_gate)
            _waiting.Remove(waiter);
    }
}
