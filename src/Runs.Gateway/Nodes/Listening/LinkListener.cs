using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runs.Gateway.Access.Limits;
using Runs.Gateway.Http;
using Runs.Gateway.Nodes.Dialing;
using Runs.Gateway.Nodes.Ways;

namespace Runs.Gateway.Nodes.Listening;

/// <summary>Where other nodes connect: a port of its own, on which there is one path and nothing else.</summary>
internal sealed class LinkListener : IAsyncDisposable
{
    private readonly WebApplication _web;

    private LinkListener(WebApplication web, UnprovenPlaces places) => (_web, Places) = (web, places);

    /// <summary>Those that haven't proven yet who they are.</summary>
    public UnprovenPlaces Places { get; }

    /// <summary>The port that was bound.</summary>
    public int Port => new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <param name="context">What all links share.</param>
    /// <param name="accept">Serves a link to its end: the connection, how to cut it, its place, and where it comes from.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken, or the host is none of this machine.</exception>
    public static async Task<LinkListener> Start(LinkContext context, Func<WebSocket, Action, UnprovenPlace, string, Task> accept, CancellationToken cancellation)
    {
        var address = NodeAddress.Parse(context.Options.Listen);
        var hosts = await address.Resolve(cancellation);
        var places = new UnprovenPlaces(context);
        // One port for all addresses of a name: where any is to be had, it is the first address's.
        var web = Build(context.Options, places, address.Port == 0 ? [.. hosts.Take(1)] : hosts, address.Port);
        web.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        web.Run(http => Answer(context, accept, http));
        try
        {
            await web.StartAsync(cancellation);
        }
        catch
        {
            await web.DisposeAsync();
            throw;
        }

        return new LinkListener(web, places);
    }

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    /// <summary>Ends listening, and what hasn't ended by then.</summary>
    public Task Stop(CancellationToken cancellation) => _web.StopAsync(cancellation);

    private static WebApplication Build(NodeLinkOptions options, UnprovenPlaces places, IReadOnlyList<IPAddress> hosts, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            var https = LinkTls.Serving(options);
            foreach (var host in hosts)
            {
                kestrel.Listen(host, port, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    // Before the encryption, so that its handshake counts too.
                    listen.Use(next => connection => places.Serve(connection, next));
                    if (https is not null)
                        listen.UseHttps(https);
                });
            }
        });
        return builder.Build();
    }

    private static async Task Answer(LinkContext context, Func<WebSocket, Action, UnprovenPlace, string, Task> accept, HttpContext http)
    {
        if (http.Request.Path != LinkClient.Path || !http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!context.IsOpen)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return;
        }

        var place = http.Features.GetRequiredFeature<UnprovenPlace>();
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await accept(socket, () => Cut(socket, http), place, RemoteHost.Of(http.Connection.RemoteIpAddress).ToString());
    }

    private static void Cut(WebSocket socket, HttpContext http)
    {
        socket.Abort();
        http.Abort();
    }
}
