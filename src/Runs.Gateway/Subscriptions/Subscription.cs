using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Subscriptions;

/// <summary>One client follows one run, at the client's pace: it gives a frame when it is asked for one, and holds none.</summary>
internal sealed class Subscription : IDisposable
{
    private static readonly Func<RunFrame, bool, byte[]> Encode = RunFrameWriter.Write;

    private readonly GatewayContext _gateway;
    private readonly CallerRuns _runs;
    private readonly Action _abort;
    private volatile RunFollower? _follower;
    private IReadOnlyList<SharedFrame> _frames = [];
    private int _position;
    private int _isQueued;
    private volatile bool _isStopped;

    public Subscription(GatewayContext gateway, CallerRuns runs, Outbox outbox, Action abort, RunId run, RunCursor after, bool wantsDetail)
    {
        _gateway = gateway;
        _runs = runs;
        _abort = abort;
        Run = run;
        StartSeq = LastSeq = after.Seq;
        WantsDetail = wantsDetail;
        // It may be woken, and asked, before this is assigned; it is asked again when it is made.
        _follower = runs.Follow(run, after, () => outbox.Ask(this));
    }

    public RunId Run { get; }

    /// <summary>The client has been told nothing up to here.</summary>
    public long StartSeq { get; }

    /// <summary>The last journaled frame that was sent.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Whether the client wants the frames of inner steps too.</summary>
    public bool WantsDetail { get; set; }

    /// <summary>Whether the last frame ended an execution.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether nothing of the run comes any more, whatever happens: it was deleted, or isn't the client's any more.</summary>
    public bool IsOver => _isStopped || _follower is { IsErased: true };

    /// <summary>Marks it as asked; <see langword="false"/> when it is already.</summary>
    public bool TryQueue() => Interlocked.Exchange(ref _isQueued, 1) == 0;

    /// <summary>It is being asked: who has more from now on must ask again.</summary>
    public void Unqueue() => Interlocked.Exchange(ref _isQueued, 0);

    /// <summary>The next frame for the client; <see langword="null"/> when there is none now.</summary>
    public async ValueTask<byte[]?> Next()
    {
        try
        {
            while (!_isStopped)
            {
                if (_position < _frames.Count)
                {
                    if (await Take(_frames[_position++]) is { } encoded)
                        return encoded;
                }
                else if (_follower is { } follower && await follower.Next() is { } item)
                {
                    if (!_runs.MaySee(item.Update))
                        _isStopped = true;
                    else
                        (_frames, _position) = (item.Frames, 0);
                }
                else
                {
                    // Frames keep what they were made from: the run as it was.
                    _frames = [];
                    return null;
                }
            }
        }
        catch (Exception error) when (_isStopped && error is not OutOfMemoryException)
        {
            // The client has left the run meanwhile: what can't be shown any more is nobody's loss.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _isStopped = true;
            _gateway.Listener.SubscriptionFailed(Run, error);
            _abort();
        }

        return null;
    }

    /// <summary>Completes when everything that is stored by now can be asked for.</summary>
    public Task Settle() => _follower!.Settle();

    public void Dispose()
    {
        _isStopped = true;
        _follower!.Dispose();
    }

    private async ValueTask<byte[]?> Take(SharedFrame shared)
    {
        if (shared.IsDetail && !WantsDetail)
            return null;
        var encoded = await shared.Encoded(WantsDetail, Encode);
        if (await shared.Frame() is { Links: not null } frame)
        {
            LastSeq = frame.Seq;
            HasEnded = frame is StrategyCompleted or StrategyError;
        }

        return encoded;
    }
}
