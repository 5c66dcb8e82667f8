namespace Runs.Actors.Subscriptions;

/// <summary>Those who wait until a loop has gone round once more.</summary>
internal sealed class SettleRequests
{
    private readonly Lock _gate = new();
    private List<TaskCompletionSource>? _waiting;
    private bool _isClosed;

    public Task Add()
    {
        lock (_gate)
        {
            if (_isClosed)
                return Task.CompletedTask;
            // A context posts continuations itself; WaitAsync over a source that doesn't run them in place would complete on the thread pool.
            var waiter = new TaskCompletionSource(
                SynchronizationContext.Current is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
            (_waiting ??= []).Add(waiter);
            return waiter.Task;
        }
    }

    /// <summary>Takes those who came before this round.</summary>
    public List<TaskCompletionSource>? Take()
    {
        lock (_gate)
        {
            var waiting = _waiting;
            _waiting = null;
            return waiting;
        }
    }

    public static void Complete(List<TaskCompletionSource>? waiting)
    {
        foreach (var waiter in waiting ?? [])
            waiter.TrySetResult();
    }

    /// <summary>There are no more rounds.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
        Complete(Take());
    }
}
