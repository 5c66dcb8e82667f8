using System.Net.WebSockets;
using Runs.Gateway.Nodes.Ways;
using Runs.Gateway.Nodes.Wire;
using Runs.Runtime;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Dialing;

/// <summary>Makes the connections of one way to an older life, one after the other, as long as the table of nodes says that it lives.</summary>
internal sealed class LinkDialer(LinkContext context, LinkClient client, NodeIncarnation peer, LinkChannel channel, LinkWay way)
{
    private readonly WakeSignal _signal = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Backoff _backoff = new(context.Options.FirstBackoff, context.Options.LongestBackoff, context.Random);
    private volatile string? _address;

    /// <summary>Where that life is reached now; <see langword="null"/> when it isn't to be dialled. A change of it is tried at once.</summary>
    public void Look(string? address)
    {
        if (_address == address)
            return;
        _address = address;
        _signal.Set();
    }

    /// <summary>Makes no connection any more.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        _signal.Set();
    }

    /// <summary>Runs until it is stopped.</summary>
    public async Task Run()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var address = _address;
            if (address is null)
            {
                await _signal.Wait();
                continue;
            }

            var began = context.Time.GetTimestamp();
            var wasLinked = await TryLink(address);
            if (_address != address || (wasLinked && context.Time.GetElapsedTime(began) > context.Options.LongestBackoff))
                _backoff.Reset();
            if (_address == address)
                await Pause(_backoff.Next());
        }
    }

    private async Task Pause(TimeSpan wait)
    {
        await using var timer = context.Time.CreateTimer(_ => _signal.Set(), null, wait, Timeout.InfiniteTimeSpan);
        if (!_stopping.IsCancellationRequested)
            await _signal.Wait();
    }

    /// <summary>Makes a link and serves it to its end; <see langword="false"/> when there was none.</summary>
    private async Task<bool> TryLink(string address)
    {
        var who = $"{peer.Node} at {address}";
        try
        {
            var socket = await Connect(address);
            context.Notices.Forget(who);
            await way.Serve(socket);
            return true;
        }
        catch (LinkException refused)
        {
            way.Fail(refused.End);
            context.Notices.Say(who, refused.End);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it was, it is tried again.
            way.Fail(LinkEnd.Broken);
            context.Notices.Say(who, LinkEnd.Broken);
        }

        return false;
    }

    private async Task<LinkSocket> Connect(string text)
    {
        if (!NodeAddress.TryParse(text, out var address) || address.Port == 0)
            throw new LinkException(LinkEnd.Address);
        var socket = await Within(context.Options.ConnectWithin, LinkEnd.Unreachable, cancellation => client.Connect(address, cancellation));
        try
        {
            var version = await Within(context.Options.HelloWithin, LinkEnd.Late, cancellation => context.Handshake.Dial(socket, context.Self, peer, channel, cancellation));
            return new LinkSocket(socket, socket.Abort, version);
        }
        catch
        {
            socket.Abort();
            socket.Dispose();
            throw;
        }
    }

    private async Task<T> Within<T>(TimeSpan time, LinkEnd late, Func<CancellationToken, Task<T>> connect)
    {
        using var over = new CancellationTokenSource(time, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, _stopping.Token);
        try
        {
            return await connect(either.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException or InvalidOperationException)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            throw new LinkException(over.IsCancellationRequested ? late : LinkEnd.Broken, error);
        }
    }
}
