using System.Threading.Tasks.Sources;

namespace Runs.Runtime;

/// <summary>
/// Wakes one waiter. A set that comes while nobody waits is kept, and several count as one: the waiter must look for itself
/// what there is to do. Allocates nothing after its construction.
/// </summary>
public sealed class WakeSignal : IValueTaskSource
{
    private const int Idle = 0;
    private const int Pending = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;

    /// <summary>Wakes the waiter, or the next one. The waiter never runs inside this call.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _state, Pending) == Waiting)
            _core.SetResult(true);
    }

    /// <summary>Waits for a set. One waiter at a time.</summary>
    public ValueTask Wait()
    {
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle)
            return new ValueTask(this, _core.Version);
        BecomeIdle();
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token)
    {
        _core.GetResult(token);
        _core.Reset();
        BecomeIdle();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <summary>
    /// With a full fence: what the waiter looks at next must not be read before the state is seen as idle, or a set that comes
    /// in between would count for the wait that has just ended.
    /// </summary>
    private void BecomeIdle() => Interlocked.Exchange(ref _state, Idle);
}
