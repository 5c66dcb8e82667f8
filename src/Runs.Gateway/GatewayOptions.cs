using Runs.Domain;

namespace Runs.Gateway;

/// <summary>How a gateway listens, and how much it takes on.</summary>
public sealed record GatewayOptions
{
    /// <summary>The address to listen on: a loopback address or <c>localhost</c>. Default: <c>127.0.0.1</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 picks a free one. Default: 7422.</summary>
    public int Port { get; init; } = 7422;

    /// <summary>Browser origins that may connect beside those of this machine, such as <c>https://runs.example</c>. Default: none.</summary>
    public ValueArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>At most so many clients at a time; more are refused at the upgrade. Default: 20,000.</summary>
    public int MaxClients { get; init; } = 20_000;

    /// <summary>The longest message of a client, in bytes; a longer one closes its connection. Default: 16 MiB.</summary>
    public int MaxMessage { get; init; } = 16 * 1024 * 1024;

    /// <summary>So many requests of one client may be under way; more are left unread. Default: 64.</summary>
    public int MaxRequests { get; init; } = 64;

    /// <summary>So many runs one client may follow; beyond that one that has ended is let go, or else the client is refused. Default: 1,000.</summary>
    public int MaxSubscriptions { get; init; } = 1_000;

    /// <summary>So many bytes of replies may wait for one client; beyond that its requests aren't read. Frames of runs don't wait. Default: 1 MiB.</summary>
    public int OutboxSize { get; init; } = 1024 * 1024;

    /// <summary>A client that takes longer than this for what is sent at once, 64 KiB or one message, is disconnected. Default: 30 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long clients may take for their last messages when the gateway closes. Default: 5 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
