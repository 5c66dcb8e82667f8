using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Documents;

namespace Runs.Gateway.Rest.Events;

/// <summary>One client follows one run over HTTP, at its own pace: nothing is read of the journal before the last event is sent.</summary>
internal sealed class EventStream : IConnection, IDisposable
{
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(15);

    private readonly GatewayContext _gateway;
    private readonly CallerRuns _runs;
    private readonly HttpContext _http;
    private readonly RunId _run;
    private readonly bool _wantsOutput;
    private readonly EventStreamWriter _writer;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunCursor _cursor;
    private bool _isCaughtUp;

    public EventStream(GatewayContext gateway, CallerRuns runs, HttpContext http, RunId run, RunCursor after, bool wantsOutput)
    {
        _gateway = gateway;
        _runs = runs;
        _http = http;
        _run = run;
        _cursor = after;
        _wantsOutput = wantsOutput;
        _writer = new EventStreamWriter(http, gateway.Options.SendTimeout, gateway.Time);
    }

    /// <inheritdoc/>
    public Caller Caller => _runs.Caller;

    /// <summary>Serves the client until it goes, the run is deleted or the gateway closes.</summary>
    public async Task Serve()
    {
        try
        {
            await _writer.Begin();
            if (HttpMethods.IsHead(_http.Request.Method))
                return;
            await Follow();
            if (_closing.IsCancellationRequested)
                await Finish();
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException or ConnectionAbortedException)
        {
            // The client is gone or might as well be: it resumes by cursor.
            _http.Abort();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _gateway.Listener.SubscriptionFailed(_run, error);
            _http.Abort();
        }
        finally
        {
            _over.SetResult();
        }
    }

    /// <inheritdoc/>
    public async Task Close(CancellationToken late)
    {
        await _closing.CancelAsync();
        try
        {
            await _over.Task.WaitAsync(late);
        }
        catch (OperationCanceledException)
        {
            _http.Abort();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Whoever closes it may come when it is over: the source has nothing to dispose of.
        _writer.Dispose();
    }

    private async Task Follow()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, _http.RequestAborted);
        try
        {
            await foreach (var update in Heartbeats.Add(_runs.Subscribe(_run, _cursor), BeatInterval, _gateway.Time, stop.Token))
                await (update is null ? _writer.Beat() : Send(update));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // What is stored by now is still sent.
        }

        if (!stop.IsCancellationRequested)
            await _writer.Write("gone", _cursor, json => json.Member("runId", _run.Value));
    }

    private async Task Finish()
    {
        using var late = new CancellationTokenSource(_gateway.Options.CloseTimeout, _gateway.Time);
        await foreach (var update in _runs.Subscribe(_run, _cursor, late.Token))
        {
            await Send(update);
            if (update is RunUpdate.CaughtUp)
                return;
        }
    }

    private async Task Send(RunUpdate update)
    {
        // Whoever isn't shown live output has seen none of it.
        var after = _wantsOutput ? update.Cursor : RunCursor.After(update.Cursor.Seq);
        await (update switch
        {
            RunUpdate.Journaled journaled => _writer.Write(
                "event", after, json => EventDocument.WriteMembers(json, journaled.Seq, journaled.At, journaled.Event)),
            RunUpdate.Streamed streamed when _wantsOutput => _writer.Write("output", after, json => OutputDocument.WriteMembers(json, streamed)),
            RunUpdate.Placed placed => _writer.Write("place", after, json => PlaceDocument.WriteMembers(json, placed)),
            RunUpdate.CaughtUp caughtUp when !_isCaughtUp => _writer.Write("caught-up", after, json => json.Member("seq", caughtUp.Seq)),
            _ => Task.CompletedTask,
        });
        _isCaughtUp |= update is RunUpdate.CaughtUp;
        _cursor = after;
    }
}
