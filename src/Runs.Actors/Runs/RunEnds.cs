using Runs.Domain.Identity;

namespace Runs.Actors.Runs;

/// <summary>Those who wait on this node for the end of a run's segment.</summary>
internal sealed class RunEnds
{
    private readonly Dictionary<RunId, List<TaskCompletionSource<RunReply>>> _waiting = [];
    private readonly Lock _gate = new();
    private int _count;

    /// <summary>Waits for the end. Whoever calls must look afterwards whether it has come already.</summary>
    public TaskCompletionSource<RunReply> Await(RunId run)
    {
        var waiter = new TaskCompletionSource<RunReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_waiting.TryGetValue(run, out var waiters))
                _waiting[run] = waiters = [];
            waiters.Add(waiter);
            _count++;
        }

        return waiter;
    }

    /// <summary>The run has ended.</summary>
    public void Signal(RunId run, RunReply reply)
    {
        if (Volatile.Read(ref _count) == 0)
            return;
        List<TaskCompletionSource<RunReply>>? waiters;
        lock (_gate)
        {
            if (!_waiting.Remove(run, out waiters))
                return;
            _count -= waiters.Count;
        }

        foreach (var waiter in waiters)
            waiter.TrySetResult(reply);
    }

    /// <summary>The waiter has given up.</summary>
    public void Forget(RunId run, TaskCompletionSource<RunReply> waiter)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(run, out var waiters) || !waiters.Remove(waiter))
                return;
            _count--;
            if (waiters.Count == 0)
                _waiting.Remove(run);
        }
    }
}
