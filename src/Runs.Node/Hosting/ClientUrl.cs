using System.Net;
using Runs.Node.Configuration;

namespace Runs.Node.Hosting;

/// <summary>Where a node says that clients reach it.</summary>
internal static class ClientUrl
{
    /// <summary>The gateway's address; for a gateway that listens everywhere with the host by which other nodes reach this one.</summary>
    public static Uri Of(Uri gateway, string nodeAddress)
    {
        var listensEverywhere = IPAddress.TryParse(gateway.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return listensEverywhere && NodeAddress.TryParse(nodeAddress, out var node) ? new UriBuilder(gateway) { Host = node.Host }.Uri : gateway;
    }
}
