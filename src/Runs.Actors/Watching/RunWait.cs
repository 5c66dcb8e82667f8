using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.State;
using Runs.Runtime;

namespace Runs.Actors.Watching;

/// <summary>
/// A wait that has begun. While it goes on it is one more follower of the run: no thread waits, nothing is read from the journal that
/// others who watch the run don't share, and nothing is kept of it at its end.
/// </summary>
public sealed class RunWait
{
    private readonly WaitProgress _progress;
    private readonly RunHubs _hubs;
    private readonly TimeProvider _time;
    private readonly string? _onlyOwner;
    private readonly WaitReceipt? _atOnce;

    internal RunWait(WaitProgress progress, RunHubs hubs, TimeProvider time, string? onlyOwner)
    {
        _progress = progress;
        _hubs = hubs;
        _time = time;
        _onlyOwner = onlyOwner;
        _atOnce = progress.AtOnce();
    }

    /// <summary>What came of it, when there is nothing to wait for; <see langword="null"/> when there is.</summary>
    public WaitReceipt? AtOnce => _atOnce;

    /// <summary>Waits, and says what came of it. A run that is deleted meanwhile is refused as one that doesn't exist. To be called once.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="Runtime.Journal.JournalException">The journal could not be read.</exception>
    public async ValueTask<RunResult<WaitReceipt>> Receipt(CancellationToken cancellation = default)
    {
        if (_atOnce is not null)
            return _atOnce;
        var deadline = new Deadline();
        using var timer = _time.CreateTimer(_ => deadline.Pass(), null, _progress.Time, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellation.Register(deadline.Signal.Set);
        using var follower = new RunFollower(_hubs, _progress.Run, RunCursor.After(_progress.AfterSeq), deadline.Signal.Set);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var item = await follower.Next(cancellation);
            if (follower.HasEnded || IsForeign(item))
                return WaitProgress.Missing(_progress.Run);
            if (item?.Update is RunUpdate.Journaled update && _progress.Take(update) is { } receipt)
                return receipt;
            if (deadline.HasPassed)
                return _progress.Late();
            if (item is null)
                await deadline.Signal.Wait();
        }
    }

    /// <summary>The id may be another owner's by now.</summary>
    private bool IsForeign(FeedItem? item) => item?.Update switch
    {
        RunUpdate.Journaled journaled => IsForeign(journaled.After),
        RunUpdate.CaughtUp caughtUp => IsForeign(caughtUp.State),
        _ => false,
    };

    private bool IsForeign(RunState state) => state.IsForeignTo(_onlyOwner);

    private sealed class Deadline
    {
        private volatile bool _hasPassed;

        public WakeSignal Signal { get; } = new();

        public bool HasPassed => _hasPassed;

        public void Pass()
        {
            _hasPassed = true;
            Signal.Set();
        }
    }
}
