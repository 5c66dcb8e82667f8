using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Runs.Gateway.Nodes.Wire;

namespace Runs.Gateway.Tests.Nodes.Support;

/// <summary>Somebody who answers where a node should be, and says what a test wants.</summary>
internal sealed class Mirror : IAsyncDisposable
{
    private readonly WebApplication _web;

    private Mirror(WebApplication web) => _web = web;

    public string Address => new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    public static async Task<Mirror> Start(Func<WebSocket, CancellationToken, Task> say)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        web.UseWebSockets();
        web.Run(async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            try
            {
                await say(socket, http.RequestAborted);
                // Until the node has had enough.
                await AwaitEnd(socket, http.RequestAborted);
            }
            catch (Exception gone) when (gone is WebSocketException or LinkException or OperationCanceledException)
            {
                // It went.
            }
        });
        await web.StartAsync();
        return new Mirror(web);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _web.StopAsync(now.Token);
        await _web.DisposeAsync();
    }

    private static async Task AwaitEnd(WebSocket socket, CancellationToken cancellation)
    {
        var rest = new byte[256];
        while ((await socket.ReceiveAsync(rest.AsMemory(), cancellation)).MessageType != WebSocketMessageType.Close)
        {
        }
    }
}
