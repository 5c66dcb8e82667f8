using System.Net;
using System.Net.Sockets;

namespace Runs.Gateway.Access.Limits;

/// <summary>Where a client comes from, as far as limits go: an IPv4 address, or the 64 bits of an IPv6 address that one subscriber has.</summary>
internal readonly record struct RemoteHost
{
    private const int PrefixBytes = 8;

    private readonly IPAddress _address;

    private RemoteHost(IPAddress address) => _address = address;

    /// <summary>The place of an address.</summary>
    public static RemoteHost Of(IPAddress? address)
    {
        if (address is null)
            return new(IPAddress.None);
        if (address.IsIPv4MappedToIPv6)
            return new(address.MapToIPv4());
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return new(address);
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return new(new IPAddress(bytes));
    }

    /// <inheritdoc/>
    public override string ToString() => _address.ToString();
}
