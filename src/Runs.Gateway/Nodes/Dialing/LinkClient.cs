using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Authentication;
using Runs.Gateway.Nodes.Wire;

namespace Runs.Gateway.Nodes.Dialing;

/// <summary>Connects to other nodes. Nothing of the machine's settings leads it anywhere else: no proxy, no redirection, no cookie.</summary>
internal sealed class LinkClient(NodeLinkOptions options) : IDisposable
{
    /// <summary>The one path that links are asked for by.</summary>
    public const string Path = "/runs/link";

    private readonly bool _isEncrypted = LinkTls.IsOn(options);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = LinkTls.IsOn(options) ? LinkTls.Dialing(options) : new SslClientAuthenticationOptions(),
    });

    /// <exception cref="LinkException">Nobody is there, or nobody to be trusted.</exception>
    public async Task<WebSocket> Connect(NodeAddress address, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri($"{(_isEncrypted ? "wss" : "ws")}://{address}{Path}"), _http, cancellation);
            return socket;
        }
        catch (Exception error) when (error is WebSocketException or HttpRequestException or IOException or UriFormatException)
        {
            var end = IsUntrusted(error) ? LinkEnd.Untrusted : socket.HttpStatusCode != default(HttpStatusCode) ? LinkEnd.NotOpen : LinkEnd.Unreachable;
            socket.Dispose();
            throw new LinkException(end, error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsUntrusted(Exception? error) =>
        error is not null && (error is AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } || IsUntrusted(error.InnerException));
}
