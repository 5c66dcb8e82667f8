using System.Net;
using Runs.Domain.Strategies;

namespace Runs.Steps.Http.Addresses;

/// <summary>
/// What a node may reach although it is private: a network such as <c>10.1.0.0/16</c>, an address, or a host by its name, with or without
/// a port. A service that gives away the machine's credentials is meant by its address alone.
/// </summary>
public readonly record struct PrivateTarget
{
    private readonly IPNetwork? _network;
    private readonly UrlHost _host;

    private PrivateTarget(IPNetwork network) => _network = network;

    private PrivateTarget(UrlHost host) => _host = host;

    /// <summary>Takes a network, an address, or a host.</summary>
    public static bool TryParse(string text, out PrivateTarget target)
    {
        target = default;
        if (text.Contains('/'))
        {
            // An address that isn't the network's first one means another network than the one it would open.
            if (!IPNetwork.TryParse(text, out var network) || !network.BaseAddress.Equals(IPAddress.Parse(text[..text.IndexOf('/')])))
                return false;
            target = new PrivateTarget(network);
            return true;
        }

        if (IPAddress.TryParse(text.Trim('[', ']'), out var address))
        {
            target = new PrivateTarget(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            return true;
        }

        if (!UrlHost.TryParse(text, out var host))
            return false;
        target = new PrivateTarget(host);
        return true;
    }

    /// <summary>Whether it includes an address that is connected to for a host and port.</summary>
    internal bool Includes(IPAddress address, DnsEndPoint asked) => _network is { } network
        ? network.Contains(address)
        : _host.Name == asked.Host && (_host.Port is null || _host.Port == asked.Port);

    /// <summary>Whether it is this address and no other.</summary>
    internal bool Is(IPAddress address) => _network is { } network && network.PrefixLength == address.GetAddressBytes().Length * 8 && network.Contains(address);

    /// <summary>The text that <see cref="TryParse"/> takes.</summary>
    public override string ToString() => _network?.ToString() ?? _host.ToString();
}
