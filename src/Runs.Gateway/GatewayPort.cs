using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Runs.Gateway.Http;

namespace Runs.Gateway;

/// <summary>
/// The port of a gateway, taken before there is a gateway: a node says where its clients reach it when it joins others, and that is before it can serve any. Until then
/// whoever connects is refused.
/// </summary>
public sealed class GatewayPort : IDisposable
{
    private readonly Socket _socket;

    private GatewayPort(GatewayOptions options, Socket socket)
    {
        Options = options;
        _socket = socket;
        var bound = (IPEndPoint)socket.LocalEndPoint!;
        Address = new UriBuilder(options.TlsCertificate.Length > 0 ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, bound.Address.ToString(), bound.Port).Uri;
    }

    /// <summary>How the gateway listens there.</summary>
    public GatewayOptions Options { get; }

    /// <summary>Where it will listen, such as <c>http://127.0.0.1:7422</c>.</summary>
    public Uri Address { get; }

    internal IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Takes the port.</summary>
    /// <exception cref="IOException">It is taken, or the address isn't one of this machine.</exception>
    /// <exception cref="ArgumentException">The options are refused; see <see cref="GatewayHost.Refuse"/>.</exception>
    public static GatewayPort Take(GatewayOptions options)
    {
        if (GatewayHost.Refuse(options) is { } refusal)
            throw new ArgumentException(refusal.Message, nameof(options));
        var address = options.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.Parse(options.Host.Trim('[', ']'));
        try
        {
            return new GatewayPort(options, SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(address, options.Port)));
        }
        catch (SocketException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    /// <summary>Gives it back. One that a gateway listens on is the gateway's.</summary>
    public void Dispose() => _socket.Dispose();

    /// <summary>The socket, for the gateway.</summary>
    internal Socket Give() => _socket;
}
