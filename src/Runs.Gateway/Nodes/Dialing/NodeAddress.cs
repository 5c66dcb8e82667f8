using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Runs.Domain;

namespace Runs.Gateway.Nodes.Dialing;

/// <summary>
/// Where a node is reached: a host and a port, and nothing else. The table of nodes is written by whoever can write the database, and must
/// not say which path is asked for, or smuggle anything into a request.
/// </summary>
internal readonly record struct NodeAddress(string Host, int Port)
{
    /// <summary>Reads <c>10.0.0.7:7423</c>, <c>[::1]:7423</c> or <c>node-a:7423</c>.</summary>
    public static bool TryParse(string text, out NodeAddress address)
    {
        address = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !TryReadPort(text[(colon + 1)..], out var port) || !TryReadHost(text[..colon], out var host))
            return false;
        address = new NodeAddress(host, port);
        return true;
    }

    /// <summary>Reads one that is known to be one.</summary>
    public static NodeAddress Parse(string text) => TryParse(text, out var address) ? address : throw new FormatException(Refuse(text, mayBeAnyPort: true)!.Message);

    /// <summary>Why a text is no address; <see langword="null"/> when it is one.</summary>
    public static RunError? Refuse(string text, bool mayBeAnyPort) => TryParse(text, out var address) && (mayBeAnyPort || address.Port > 0)
        ? null
        : new RunError(LinkCodes.Address, $"'{Shown(text)}' is no address of a node: give host:port, such as 10.0.0.7:7423, [fd00::7]:7423 or node-a:7423.");

    /// <summary>The addresses that the host stands for.</summary>
    /// <exception cref="IOException">The name is unknown.</exception>
    public async ValueTask<IReadOnlyList<IPAddress>> Resolve(CancellationToken cancellation)
    {
        if (IPAddress.TryParse(Host.Trim('[', ']'), out var address))
            return [address];
        try
        {
            return await Dns.GetHostAddressesAsync(Host, cancellation);
        }
        catch (SocketException error)
        {
            throw new IOException($"The name {Host} is unknown: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private static bool TryReadPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;

    private static bool TryReadHost(string text, [NotNullWhen(true)] out string? host)
    {
        host = null;
        var isBracketed = text.StartsWith('[') && text.EndsWith(']');
        var kind = Uri.CheckHostName(isBracketed ? text[1..^1] : text);
        if (isBracketed ? kind != UriHostNameType.IPv6 : kind is not (UriHostNameType.IPv4 or UriHostNameType.Dns))
            return false;
        host = text;
        return true;
    }

    private static string Shown(string text) => new([.. text.Take(100).Select(c => char.IsControl(c) ? '?' : c)]);
}
