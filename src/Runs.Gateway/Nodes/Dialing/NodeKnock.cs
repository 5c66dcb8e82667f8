using System.Net;
using System.Net.Sockets;

namespace Runs.Gateway.Nodes.Dialing;

/// <summary>Looks whether anybody listens at an address, without saying anything.</summary>
internal static class NodeKnock
{
    /// <summary>Whether every address that the host stands for refuses connections: the machine is there, and the process isn't.</summary>
    public static async ValueTask<bool> IsDeaf(NodeAddress address, CancellationToken cancellation)
    {
        try
        {
            foreach (var host in await address.Resolve(cancellation))
            {
                if (!await IsRefused(new IPEndPoint(host, address.Port), cancellation))
                    return false;
            }

            return true;
        }
        catch (Exception unknown) when (unknown is IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async ValueTask<bool> IsRefused(IPEndPoint address, CancellationToken cancellation)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return false;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }
}
