using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runs.Actors;
using Runs.Domain;
using Runs.Gateway.Connections;
using Runs.Gateway.Http;
using Runs.Gateway.Nodes;
using Runs.Gateway.Rest;

namespace Runs.Gateway;

/// <summary>Clients of a <see cref="RunSystem"/> over WebSockets. docs/protocol.md says what they can ask and what they are told.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly GatewayContext _gateway;
    private readonly WebApplication _web;
    private Task? _stopped;

    private GatewayHost(GatewayContext gateway, WebApplication web)
    {
        _gateway = gateway;
        _web = web;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:7422</c>.</summary>
    public Uri Address => new(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>How many clients are connected.</summary>
    public int ConnectedClients => _gateway.Connections.Count;

    /// <summary>The most bytes that have ever waited to be sent to one of the clients that are connected now.</summary>
    public long PeakOutboxBytes => _gateway.Connections.All.OfType<ClientConnection>().Select(connection => connection.Outbox.Peak).DefaultIfEmpty().Max();

    /// <summary>Why a gateway can't be opened with these options; <see langword="null"/> when it can.</summary>
    public static RunError? Refuse(GatewayOptions options)
    {
        if (Certificates.Refuse(options) is { } refusal)
            return refusal;
        if (OriginRules.IsLoopback(options.Host))
            return null;
        if (options.Tokens.Count == 0)
            return new RunError("gateway.not-loopback", $"{options.Host} is no loopback address, and without tokens this gateway doesn't know its clients: set runs.gateway.tokens, or listen on 127.0.0.1 or ::1.");
        return IPAddress.TryParse(options.Host, out _)
            ? null
            : new RunError("gateway.address", $"{options.Host} is no IP address to listen on: give one of this machine's, or 0.0.0.0 or :: for all of them.");
    }

    /// <summary>Opens a gateway. It isn't the owner of the system.</summary>
    /// <param name="system">The engine.</param>
    /// <param name="options">How to listen.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="listener">Hears what goes wrong.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="ArgumentException">The options are refused; see <see cref="Refuse"/>.</exception>
    public static Task<GatewayHost> Start(
        RunSystem system, GatewayOptions options, TimeProvider? time = null, IGatewayListener? listener = null, CancellationToken cancellation = default) =>
        Start(system, GatewayPort.Take(options), time, listener, cancellation: cancellation);

    /// <summary>Opens a gateway on a port that was taken before, which is its own from then on. It isn't the owner of the system.</summary>
    /// <param name="system">The engine.</param>
    /// <param name="port">Where to listen, and how.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="listener">Hears what goes wrong.</param>
    /// <param name="links">The links of the node to others, for those who look at the cluster; <see langword="null"/> for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">Somebody else listens there by now.</exception>
    public static async Task<GatewayHost> Start(
        RunSystem system,
        GatewayPort port,
        TimeProvider? time = null,
        IGatewayListener? listener = null,
        Func<IReadOnlyList<LinkState>>? links = null,
        CancellationToken cancellation = default)
    {
        var gateway = new GatewayContext(system, port.Options, time ?? TimeProvider.System, listener ?? IGatewayListener.None) { Links = links ?? (() => []) };
        var web = Build(port);
        web.UseWebSockets();
        new RestApi(gateway).Map(web);
        web.Run(new HttpEndpoints(gateway).Answer);
        try
        {
            await web.StartAsync(cancellation);
        }
        catch
        {
            await web.DisposeAsync();
            port.Dispose();
            throw;
        }

        return new GatewayHost(gateway, web);
    }

    /// <summary>From now on <c>/ready</c> says ready as long as the node does its share: whoever made the system has recovered what was interrupted.</summary>
    public void MarkReady() => _gateway.MarkReady();

    /// <summary>From now on nothing is prepared, started or continued. What is under way goes on, and its clients hear of it.</summary>
    public void BeginDrain() => _gateway.MarkDraining();

    /// <summary>
    /// Tells every client what is stored of its runs, closes its connection with 1001, and stops listening. To be called when the
    /// system has shut down and its journal can still be read.
    /// </summary>
    public Task Stop() => _stopped ??= StopOnce();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Stop();

    private static WebApplication Build(GatewayPort port)
    {
        var options = port.Options;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.CreateBoundListenSocket = _ => port.Give()).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Whoever reads a body bounds it.
            kestrel.Limits.MaxRequestBodySize = null;
            // The send timeout says how slow a client may be.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(port.EndPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (!Certificates.TryRead(options, out var https, out var error))
                    throw new ArgumentException(error.Message, nameof(port));
                if (https is not null)
                    listen.UseHttps(https);
                listen.Use(http => connection => Handover.Run(connection, http));
            });
        });
        return builder.Build();
    }

    private async Task StopOnce()
    {
        BeginDrain();
        using var late = new CancellationTokenSource(_gateway.Options.CloseTimeout, _gateway.Time);
        await Task.WhenAll(_gateway.Connections.All.Select(connection => connection.Close(late.Token)));
        await _web.StopAsync(late.Token);
        await _web.DisposeAsync();
    }
}
