using System.Threading.Tasks.Sources;
using Runs.Runtime.Journal;

namespace Runs.Runtime.Lanes;

/// <summary>
/// An append on its way through the lane. Its owner reuses it for the next append, except after an unknown outcome: a store
/// that stalled may still be reading it.
/// </summary>
public sealed class AppendTicket(Append append) : IValueTaskSource<AppendOutcome>
{
    private ManualResetValueTaskSourceCore<AppendOutcome> _core = new() { RunContinuationsAsynchronously = true };
    private int _answered = 1;

    /// <summary>What is to be stored.</summary>
    public Append Append { get; } = append;

    internal ValueTask<AppendOutcome> Open()
    {
        _core.Reset();
        Volatile.Write(ref _answered, 0);
        return new ValueTask<AppendOutcome>(this, _core.Version);
    }

    /// <summary>The first answer counts: the store's, or the watchdog's.</summary>
    internal void Answer(AppendOutcome outcome)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0)
            _core.SetResult(outcome);
    }

    AppendOutcome IValueTaskSource<AppendOutcome>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<AppendOutcome>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<AppendOutcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
