using System.Net.WebSockets;
using Runs.Domain.Identity;
using Runs.Gateway.Access;
using Runs.Gateway.Access.Limits;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests;
using Runs.Gateway.Requests.Reading;
using Runs.Gateway.Subscriptions;

namespace Runs.Gateway.Connections;

/// <summary>One client: its requests, in the order in which they came, and the runs that it follows.</summary>
internal sealed class ClientConnection : IConnection
{
    private readonly GatewayContext _gateway;
    private readonly WebSocket _socket;
    private readonly RemoteHost _host;
    private readonly BatchingStream _stream;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SemaphoreSlim? _requests;
    private Task _sending = Task.CompletedTask;

    public ClientConnection(GatewayContext gateway, Caller caller, RemoteHost host, WebSocket socket, BatchingStream stream)
    {
        _gateway = gateway;
        Runs = gateway.RunsOf(caller);
        _host = host;
        _socket = socket;
        _stream = stream;
        Outbox = new Outbox(gateway.Options.OutboxSize);
        Subscriptions = new SubscriptionSet(gateway, Runs, Outbox, Abort);
        Waits = new WaitSet(gateway.Options.MaxWaits);
    }

    /// <summary>The runs that it may see and change.</summary>
    public CallerRuns Runs { get; }

    /// <inheritdoc/>
    public Caller Caller => Runs.Caller;

    /// <summary>What waits to be sent.</summary>
    public Outbox Outbox { get; }

    /// <summary>The runs that it follows.</summary>
    public SubscriptionSet Subscriptions { get; }

    /// <summary>What it waits for.</summary>
    public WaitSet Waits { get; }

    /// <summary>Serves the client until it goes or the gateway closes.</summary>
    public async Task Serve()
    {
        _sending = Outbox.Drain(_socket, _stream, _gateway.Options.SendTimeout, _gateway.Listener);
        try
        {
            await Receive();
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The client went without a word, which is its right.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _gateway.Listener.ClientCut(error);
            Abort();
        }
        finally
        {
            Subscriptions.Clear();
            Waits.Close();
            Outbox.Complete();
            await _sending;
            using var late = new CancellationTokenSource(_gateway.Options.CloseTimeout, _gateway.Time);
            await SayGoodbye(WebSocketCloseStatus.NormalClosure, "", late.Token);
            await AwaitEnd(late.Token);
            _over.SetResult();
        }
    }

    /// <inheritdoc/>
    public async Task Close(CancellationToken late)
    {
        try
        {
            Waits.Close();
            await Subscriptions.Finish(late);
            Outbox.Complete();
            await _sending.WaitAsync(late);
            await SayGoodbye(WebSocketCloseStatus.EndpointUnavailable, "Server shutting down", late);
            await _over.Task.WaitAsync(late);
        }
        catch (OperationCanceledException)
        {
            Abort();
        }
    }

    /// <summary>Replies with an error.</summary>
    public void Refuse(ClientRequest request, string code, string message) => Outbox.Post(ErrorFrame.Write(_gateway.Now, code, message, request.Fields["requestId"]));

    /// <summary>Says that the client follows as many runs as it may. What it asked for otherwise is done.</summary>
    public void RefuseToFollow(ClientRequest request, RunId run) => Refuse(
        request, ErrorCodes.SubscribeError, $"Run {run} can't be followed: this connection follows {_gateway.Options.MaxSubscriptions} runs that haven't ended, which is the limit. Unsubscribe from one first.");

    private void Abort() => _socket.Abort();

    private async Task Receive()
    {
        var receiver = new MessageReceiver(_socket, _gateway.Options.MaxMessage, _gateway.Options.CloseTimeout);
        while (await receiver.Next() is { } message)
        {
            await Pace();
            await Outbox.Room();
            var read = RequestReader.Read(message);
            if (read.Request is not { } request)
                Outbox.Post(ErrorFrame.Write(_gateway.Now, read.ErrorCode!, read.ErrorMessage!, read.RequestId));
            else
                await Begin(request);
        }
    }

    /// <summary>A client that sends too fast is read more slowly: that stops it in the end, and loses nothing.</summary>
    private async ValueTask Pace()
    {
        if (_gateway.Access.Pace(Runs.Caller, _host) is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, _gateway.Time);
    }

    private async ValueTask Begin(ClientRequest request)
    {
        // Requests may outlive their client, and give back their place then: the semaphore has nothing to dispose of.
        _requests ??= new SemaphoreSlim(_gateway.Options.MaxRequests);
        await _requests.WaitAsync();
        _ = Handle(request, _requests);
    }

    private async Task Handle(ClientRequest request, SemaphoreSlim places)
    {
        try
        {
            if (request.Run is { } run)
                await _gateway.Turns.Take(Runs.LineOf(run), () => request.Kind.Handle(_gateway, this, request));
            else
                await request.Kind.Handle(_gateway, this, request);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _gateway.Listener.RequestFailed(request.Kind.Type, error);
            Refuse(request, ErrorCodes.InternalError, error.Message);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>
    /// A WebSocket that doesn't like what it has read says why and is of no more use. If the connection ended then, it would be reset, and
    /// the client might never read the reason: so it ends when the client ends it, or a while later.
    /// </summary>
    private async Task AwaitEnd(CancellationToken late)
    {
        if (_socket.State != WebSocketState.Aborted)
            return;
        try
        {
            await _stream.AwaitEnd(late);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut off.
        }
    }

    private async Task SayGoodbye(WebSocketCloseStatus status, string reason, CancellationToken late)
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        try
        {
            await _socket.CloseOutputAsync(status, reason, late);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            _socket.Abort();
        }
    }
}
