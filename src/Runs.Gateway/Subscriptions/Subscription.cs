using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Subscriptions;

/// <summary>One client follows one run, at the client's pace: nothing is read of the journal before there is room to send it.</summary>
internal sealed class Subscription : IDisposable
{
    private readonly GatewayContext _gateway;
    private readonly CallerRuns _runs;
    private readonly Outbox _outbox;
    private readonly Action _abort;
    private readonly CancellationTokenSource _stop = new();
    private Task _pump = Task.CompletedTask;

    public Subscription(GatewayContext gateway, CallerRuns runs, Outbox outbox, Action abort, RunId run, long afterSeq, bool wantsDetail)
    {
        _gateway = gateway;
        _runs = runs;
        _outbox = outbox;
        _abort = abort;
        Run = run;
        StartSeq = LastSeq = afterSeq;
        WantsDetail = wantsDetail;
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

    public void Start() => _pump = Pump();

    /// <summary>Stops at once.</summary>
    public async ValueTask Stop()
    {
        await _stop.CancelAsync();
        await _pump;
    }

    /// <summary>Stops when everything that is stored has been sent.</summary>
    public async ValueTask Finish(CancellationToken cancellation)
    {
        await Stop();
        var mapper = Mapper();
        await foreach (var update in _runs.Subscribe(Run, LastSeq, cancellation))
        {
            if (update is RunUpdate.CaughtUp)
                return;
            if (update is RunUpdate.Journaled)
                await Send(await mapper.Map(update, cancellation), cancellation);
        }
    }

    public void Dispose() => _stop.Dispose();

    private FrameMapper Mapper() => new(Run, LastSeq, _gateway.Time, (content, token) => _runs.Text(Run, content, token));

    private async Task Pump()
    {
        // Whoever starts it holds a lock.
        await Task.Yield();
        try
        {
            var mapper = Mapper();
            await foreach (var update in _runs.Subscribe(Run, LastSeq, _stop.Token))
                await Send(await mapper.Map(update, _stop.Token), _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _gateway.Listener.SubscriptionFailed(Run, error);
            _abort();
        }
    }

    private async ValueTask Send(IReadOnlyList<RunFrame> frames, CancellationToken cancellation)
    {
        foreach (var frame in frames)
        {
            if (!frame.IsDetail || WantsDetail)
                await _outbox.Send(RunFrameWriter.Write(frame), cancellation);
            if (frame is AgentStreaming)
                continue;
            LastSeq = frame.Seq;
            HasEnded = frame is StrategyCompleted or StrategyError;
        }
    }
}
