using Runs.Domain;
using Runs.Gateway.Access.Tokens;

namespace Runs.Gateway;

/// <summary>How a gateway listens, and how much it takes on.</summary>
public sealed record GatewayOptions
{
    /// <summary>The address to listen on, or <c>localhost</c>. One that isn't a loopback address takes tokens. Default: <c>127.0.0.1</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 picks a free one. Default: 7422.</summary>
    public int Port { get; init; } = 7422;

    /// <summary>Browser origins that may connect beside those of this machine, such as <c>https://runs.example</c>. Default: none.</summary>
    public ValueArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Host names by which clients may ask for the gateway, beside those of this machine and the address listened on. Default: none.
    /// </summary>
    public ValueArray<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// The tokens that let clients in. With none, every client of this machine may do everything, and no other machine can connect.
    /// Default: none.
    /// </summary>
    public ValueArray<GatewayToken> Tokens { get; init; } = [];

    /// <summary>
    /// Directories under which the paths of clients must lie, links followed. When tokens are set, no path is taken without them. A
    /// relative path is relative to the first, which is also the working directory of runs that name none. Default: none.
    /// </summary>
    public ValueArray<string> Roots { get; init; } = [];

    /// <summary>
    /// Whether operators may send strategies with agents that do more than talk, such as processes. Default: false, admins alone may,
    /// and others use files under the roots.
    /// </summary>
    public bool AllowsInlineProcesses { get; init; }

    /// <summary>The PEM file of the certificate, with its chain, for HTTPS; empty for HTTP. Default: empty.</summary>
    public string TlsCertificate { get; init; } = "";

    /// <summary>The PEM file of the certificate's private key. Default: empty.</summary>
    public string TlsKey { get; init; } = "";

    /// <summary>So many connections of one address at a time, when tokens are set. Default: 5,000.</summary>
    public int MaxClientsPerAddress { get; init; } = 5_000;

    /// <summary>So many connections with one token at a time. Default: 5,000.</summary>
    public int MaxClientsPerToken { get; init; } = 5_000;

    /// <summary>
    /// So many requests a second of one address and of one token, when tokens are set. Beyond that messages are read more slowly, and
    /// HTTP requests are refused. Default: 5,000.
    /// </summary>
    public int RequestsPerSecond { get; init; } = 5_000;

    /// <summary>So many requests at once before the rate counts. Default: 10,000.</summary>
    public int RequestBurst { get; init; } = 10_000;

    /// <summary>So many failed logins of one address a minute; further ones are told to wait. Default: 20.</summary>
    public int FailedLoginsPerMinute { get; init; } = 20;

    /// <summary>At most so many clients at a time; more are refused at the upgrade. Default: 20,000.</summary>
    public int MaxClients { get; init; } = 20_000;

    /// <summary>The longest message of a client, in bytes; a longer one closes its connection. Default: 16 MiB.</summary>
    public int MaxMessage { get; init; } = 16 * 1024 * 1024;

    /// <summary>So many requests of one client may be under way; more are left unread. Default: 64.</summary>
    public int MaxRequests { get; init; } = 64;

    /// <summary>So many runs one client may follow; beyond that one that has ended is let go, or else the client is refused. Default: 1,000.</summary>
    public int MaxSubscriptions { get; init; } = 1_000;

    /// <summary>So many waits (<c>wait_run</c>) of one connection at a time; more are refused. Over HTTP each wait is a connection of its own. Default: 64.</summary>
    public int MaxWaits { get; init; } = 64;

    /// <summary>So many bytes of replies may wait for one client; beyond that its requests aren't read. Frames of runs don't wait. Default: 1 MiB.</summary>
    public int OutboxSize { get; init; } = 1024 * 1024;

    /// <summary>A client that takes longer than this for what is sent at once, 64 KiB or one message, is disconnected. Default: 30 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long clients may take for their last messages when the gateway closes. Default: 5 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
