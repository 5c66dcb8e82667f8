using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Runs.Steps.Http.Addresses;

/// <summary>
/// Tells addresses apart by the registries of special addresses (RFC 6890 and its successors). An IPv6 address that carries an IPv4
/// address to be reached through it is judged by that one; of IPv6 only what is in use as global unicast is public.
/// </summary>
internal static class AddressKinds
{
    private static readonly ImmutableArray<IPAddress> Metadata =
    [
        .. Addresses("169.254.169.254 169.254.169.253 169.254.170.2 169.254.170.23 100.100.100.200 168.63.129.16 192.0.0.192 fd00:ec2::254 fd00:ec2::253 fd00:ec2::23 fd20:ce::254"),
    ];

    private static readonly ImmutableArray<IPNetwork> Nowhere = [.. Networks("0.0.0.0/8 224.0.0.0/4 240.0.0.0/4 ::/128 ff00::/8")];

    private static readonly ImmutableArray<IPNetwork> Private =
    [
        .. Networks("10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16"),
        .. Networks("192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"),
        .. Networks("2001::/23 2001:db8::/32 2620:4f:8000::/48 3fff::/20"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>The kind of an address.</summary>
    public static AddressKind Of(IPAddress address)
    {
        var reached = Reached(address);
        if (Metadata.Contains(reached))
            return AddressKind.Metadata;
        if (Nowhere.Any(network => network.Contains(reached)))
            return AddressKind.Nowhere;
        if (Private.Any(network => network.Contains(reached)))
            return AddressKind.Private;
        return reached.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(reached) ? AddressKind.Public : AddressKind.Private;
    }

    /// <summary>The address that is reached in the end: the IPv4 address within, where there is one.</summary>
    public static IPAddress Reached(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();

        // Without the name of an interface, which is no part of what it is compared with.
        var bytes = address.GetAddressBytes();
        var plain = new IPAddress(bytes);
        if (Nat64.Contains(plain) || IsIsatap(bytes))
            return new IPAddress(bytes.AsSpan(12, 4));
        return SixToFour.Contains(plain) ? new IPAddress(bytes.AsSpan(2, 4)) : plain;
    }

    /// <summary>Its second half is an IPv4 address behind <c>0:5efe</c>, with or without the bit for a unique one.</summary>
    private static bool IsIsatap(byte[] bytes) => (bytes[8] & ~2) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;

    private static IEnumerable<IPAddress> Addresses(string text) => text.Split(' ').Select(IPAddress.Parse);

    private static IEnumerable<IPNetwork> Networks(string text) => text.Split(' ').Select(network => IPNetwork.Parse(network));
}
