using System.Net;
using Runs.Steps.Http.Addresses;

namespace Runs.Steps.Http;

/// <summary>The connections of all requests of a node.</summary>
internal static class HttpConnections
{
    /// <summary>
    /// A client that has no clock of its own, for the engine ends what takes too long; that follows no redirection, keeps no cookie, knows no
    /// proxy and no credentials; and that connects only where it may.
    /// </summary>
    public static HttpMessageInvoker Create(HttpOptions options, TimeProvider time)
    {
        var connector = new GuardedConnector(new AddressPolicy(options.AllowPrivate), options.ConnectTimeout, time);
        return new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would look the names up, and connect to what nobody here has judged.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancellation) => connector.Connect(context.DnsEndPoint, cancellation),
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.ConnectionsPerHost,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 64,
            // Reading on for the sake of the connection would keep a response alive that nobody wants any more.
            ResponseDrainTimeout = TimeSpan.Zero,
        });
    }
}
