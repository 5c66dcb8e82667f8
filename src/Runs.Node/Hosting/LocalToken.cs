using System.Net;
using System.Security.Cryptography;
using Runs.Gateway;
using Runs.Gateway.Access;
using Runs.Gateway.Access.Tokens;
using Runs.Node.Client;

namespace Runs.Node.Hosting;

/// <summary>
/// Lets in whoever can read the data directory's endpoint file, where clients must show tokens. It is made anew at each start and is
/// known to nobody but that file. It could read and change everything in the directory without it.
/// </summary>
internal static class LocalToken
{
    private const int Bytes = 32;

    /// <summary>Adds it to the tokens of a gateway; none where every client of this machine is let in anyway.</summary>
    public static (GatewayOptions Options, string? Token) AddTo(GatewayOptions options)
    {
        if (options.Tokens.Count == 0)
            return (options, null);
        var token = RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true);
        return (options with { Tokens = [.. options.Tokens, GatewayToken.Of("endpoint", Caller.Local.Owner, Role.Admin, token)] }, token);
    }

    /// <summary>Where a program of this machine reaches a gateway, wherever it listens.</summary>
    public static Endpoint EndpointOf(Uri address, string? token)
    {
        var reached = new UriBuilder(address);
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
            reached.Host = ip.Equals(IPAddress.Any) ? "127.0.0.1" : "[::1]";
        return new Endpoint(reached.Uri, Environment.ProcessId, token);
    }
}
