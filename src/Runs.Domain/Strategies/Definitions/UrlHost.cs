using System.Globalization;

namespace Runs.Domain.Strategies;

/// <summary>A host that is named in full, such as <c>api.example.com</c> or <c>api.example.com:8443</c>. There are no patterns.</summary>
public readonly record struct UrlHost
{
    private UrlHost(string name, int? port)
    {
        Name = name;
        Port = port;
    }

    /// <summary>The name or address, in lower case, an international name in its ASCII form, an IPv6 address without brackets.</summary>
    public string Name { get; }

    /// <summary>The port; <see langword="null"/> for the one that goes without saying: 80 for http, 443 for https.</summary>
    public int? Port { get; }

    /// <summary>Takes a host with or without a port. An IPv6 address is in brackets.</summary>
    public static bool TryParse(string text, out UrlHost host)
    {
        host = default;
        var (name, port) = Split(text);
        if (name.Length == 0 || name.Any(c => c is '/' or '\\' or '?' or '#' or '@' or '%' || char.IsWhiteSpace(c) || char.IsControl(c)))
            return false;
        if (!Uri.TryCreate($"http://{name}/", UriKind.Absolute, out var url) || url.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic || !url.IsDefaultPort)
            return false;
        if (port is null)
        {
            host = new UrlHost(url.IdnHost, null);
            return true;
        }

        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > 65_535)
            return false;
        host = new UrlHost(url.IdnHost, number);
        return true;
    }

    /// <summary>Whether an address leads to this host and port.</summary>
    public bool Matches(Uri url) => Name == url.IdnHost && (Port is { } port ? port == url.Port : url.IsDefaultPort);

    /// <summary>The text that <see cref="TryParse"/> takes.</summary>
    public override string ToString()
    {
        var name = Name.Contains(':') ? $"[{Name}]" : Name;
        return Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{name}:{port}") : name;
    }

    private static (string Name, string? Port) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 || text.EndsWith(']') ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }
}
