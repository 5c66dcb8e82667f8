using System.Globalization;

namespace Runs.Node.Configuration;

/// <summary>Where a node is reached by others, or listens for them.</summary>
/// <param name="Host">A name, or an address; one of IPv6 in brackets.</param>
/// <param name="Port">0 for a free one.</param>
internal readonly record struct NodeAddress(string Host, int Port)
{
    /// <summary>Completes "must be …".</summary>
    public const string Expected = "an address of the form host:port, such as \"10.0.0.7:7423\", with the host of IPv6 in brackets";

    /// <summary>Reads <c>host:port</c>.</summary>
    public static bool TryParse(string text, out NodeAddress address)
    {
        address = default;
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65_535)
            return false;
        var host = text[..colon];
        var isBracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        if (Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown || host.Contains(':') != isBracketed)
            return false;
        address = new NodeAddress(host, port);
        return true;
    }

    /// <summary>As it was written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
