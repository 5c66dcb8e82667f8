using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Runs.Actors;
using Runs.Actors.Clusters;
using Runs.Domain.Runs.State;
using Runs.Gateway.Access;
using Runs.Gateway.Access.Limits;
using Runs.Gateway.Access.Tokens;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;
using Runs.Runtime.Journal;

namespace Runs.Gateway.Http;

/// <summary>What the gateway answers over HTTP: the upgrade, two looks at its state, and nothing else.</summary>
internal sealed class HttpEndpoints(GatewayContext gateway)
{
    private const int Page = 1_000;

    private static readonly TimeSpan CountWithin = TimeSpan.FromSeconds(2);

    private static readonly string[] ActiveStatuses =
        [.. Enum.GetValues<RunStatus>().Where(status => status == RunStatus.Prepared || status.IsActive()).Select(status => status.ToWord())];

    private static readonly AccessRefusal Full = new(StatusCodes.Status503ServiceUnavailable, RestCodes.Full, "The server has as many clients as it may.");

    private readonly OriginRules _origins = new(gateway.Options);

    /// <summary>Answers.</summary>
    public Task Answer(HttpContext http)
    {
        if (!_origins.Allow(http.Request))
            return Text(http, StatusCodes.Status403Forbidden, "Forbidden");
        var isGet = HttpMethods.IsGet(http.Request.Method);
        return http.Request.Path.Value switch
        {
            "/ws" => Upgrade(http),
            "/health" when isGet => Health(http),
            "/ready" when isGet => Ready(http),
            _ => Text(http, StatusCodes.Status404NotFound, "Not Found"),
        };
    }

    private async Task Upgrade(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Text(http, StatusCodes.Status400BadRequest, "WebSocket upgrade failed");
            return;
        }

        var access = gateway.Access.Authenticate(http);
        if (!access.IsOk)
        {
            await access.Refusal.Answer(http);
            return;
        }

        if (gateway.Access.Connect(access.Caller, http) is not { } place)
        {
            await AccessControl.TooManyClients.Answer(http);
            return;
        }

        if (!gateway.Connections.TryEnter(gateway.Options.MaxClients))
        {
            place.Dispose();
            await Full.Answer(http);
            return;
        }

        await HandOver(http, access.Caller, place);
    }

    /// <summary>The request ends here; the WebSocket begins when HTTP has let go of the connection.</summary>
    private async Task HandOver(HttpContext http, Caller caller, IDisposable place)
    {
        try
        {
            // Of what the client offers only this is agreed on: another offer may be its token.
            var subprotocol = http.WebSockets.WebSocketRequestedProtocols.Contains(ShownToken.Subprotocol) ? ShownToken.Subprotocol : null;
            var handover = http.Features.GetRequiredFeature<Handover>();
            var host = RemoteHost.Of(http.Connection.RemoteIpAddress);
            await WebSocketHandshake.Accept(http, subprotocol);
            handover.Take(() => Serve(handover.Connection, caller, host, place, subprotocol));
        }
        catch
        {
            gateway.Connections.Leave();
            place.Dispose();
            throw;
        }
    }

    private async Task Serve(ConnectionContext connection, Caller caller, RemoteHost host, IDisposable place, string? subprotocol)
    {
        var stream = new BatchingStream(connection);
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions
        {
            IsServer = true,
            SubProtocol = subprotocol,
            KeepAliveInterval = TimeSpan.FromSeconds(30),
            KeepAliveTimeout = TimeSpan.FromSeconds(60),
        });
        stream.Socket = socket;
        var client = new ClientConnection(gateway, caller, host, socket, stream);
        gateway.Connections.Add(client);
        try
        {
            await client.Serve();
        }
        finally
        {
            // Whoever sees that it is gone may take its place.
            place.Dispose();
            gateway.Connections.Leave();
            gateway.Connections.Remove(client);
        }
    }

    private async Task Health(HttpContext http)
    {
        if (gateway.Access.IsStranger(http))
        {
            await Json(http, StatusCodes.Status200OK, json => json.Member("status", "ok"));
            return;
        }

        var access = gateway.Access.Authenticate(http);
        if (!access.IsOk)
        {
            await access.Refusal.Answer(http);
            return;
        }

        var caller = access.Caller;
        var activeRuns = await TryCount(gateway.RunsOf(caller), http.RequestAborted);
        await Json(http, StatusCodes.Status200OK, json =>
        {
            json.Member("status", "ok");
            json.Member("uptime", (long)(gateway.Now - gateway.Since).TotalMilliseconds);
            if (activeRuns is { } count)
                json.Member("activeRuns", count);
            json.Member("connectedClients", gateway.Connections.CountOf(caller.Scope));
        });
    }

    private Task Ready(HttpContext http) => gateway.NotReady is { } why
        ? Json(http, StatusCodes.Status503ServiceUnavailable, json => json.Member("status", why))
        : Json(http, StatusCodes.Status200OK, json => json.Member("status", "ready"));

    /// <summary>A process whose journal can't be read works all the same: whoever ends it for that makes nothing better.</summary>
    private async Task<long?> TryCount(CallerRuns runs, CancellationToken aborted)
    {
        if (gateway.System.Cluster.State == NodeState.Isolated)
            return null;
        using var late = new CancellationTokenSource(CountWithin, gateway.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, aborted);
        try
        {
            return await ActiveRuns(runs, either.Token).WaitAsync(either.Token);
        }
        catch (Exception error) when (error is JournalException or OperationCanceledException && !aborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<long> ActiveRuns(CallerRuns runs, CancellationToken cancellation)
    {
        var query = new ListingQuery { Kind = RunEntity.Kind, Statuses = ActiveStatuses, IncludeHidden = true, Limit = Page };
        var count = 0L;
        while (true)
        {
            var page = await runs.List(query, cancellation);
            count += page.Count;
            if (page.Count < Page)
                return count;
            query = query with { After = new ListingCursor(page[^1].StartedAt, page[^1].RunId) };
        }
    }

    private static Task Json(HttpContext http, int status, Action<Newtonsoft.Json.JsonWriter> write)
    {
        http.Response.ContentType = "application/json";
        return Answer(http, status, Frame.Object(write));
    }

    private static Task Text(HttpContext http, int status, string text)
    {
        http.Response.ContentType = "text/plain";
        return Answer(http, status, System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static async Task Answer(HttpContext http, int status, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body);
    }
}
