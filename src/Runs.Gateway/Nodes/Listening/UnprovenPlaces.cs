using System.Net;
using Microsoft.AspNetCore.Connections;
using Runs.Gateway.Access.Limits;
using Runs.Gateway.Nodes.Ways;
using Runs.Gateway.Nodes.Wire;

namespace Runs.Gateway.Nodes.Listening;

/// <summary>
/// Bounds the connections that haven't proven yet who they are, from their first byte on: how many there are, how many of one address, and
/// how long each may take.
/// </summary>
internal sealed class UnprovenPlaces(LinkContext context)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RemoteHost, int> _taken = [];
    private int _count;

    /// <summary>How many there are now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <summary>Serves a connection if there is a place for it.</summary>
    public async Task Serve(ConnectionContext connection, ConnectionDelegate next)
    {
        var host = RemoteHost.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (!TryTake(host))
        {
            context.Notices.Say(host.ToString(), LinkEnd.Crowded);
            connection.Abort();
            return;
        }

        await using var place = new UnprovenPlace(connection, context, () => GiveBack(host));
        connection.Features.Set(place);
        await next(connection);
    }

    private bool TryTake(RemoteHost host)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(host);
            if (_count >= context.Options.MaxUnproven || taken >= Math.Max(1, context.Options.MaxUnproven / 4))
                return false;
            _count++;
            _taken[host] = taken + 1;
            return true;
        }
    }

    private void GiveBack(RemoteHost host)
    {
        lock (_gate)
        {
            _count--;
            if (--_taken[host] == 0)
                _taken.Remove(host);
        }
    }
}
