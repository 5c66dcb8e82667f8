using Runs.Domain;
using Runs.Steps.Http.Addresses;
using Runs.Steps.Http.Secrets;

namespace Runs.Steps.Http;

/// <summary>How requests are sent, and where they may go. No strategy can widen it.</summary>
public sealed record HttpOptions
{
    /// <summary>What may be reached although it isn't on the public internet. Default: nothing.</summary>
    public ValueArray<PrivateTarget> AllowPrivate { get; init; }

    /// <summary>The environment variables that headers may carry, each to one host. Default: none.</summary>
    public ValueArray<HeaderVariable> HeaderVariables { get; init; }

    /// <summary>The most bytes of a response's body, decompressed, unless the agent says otherwise. Default: 1 MiB.</summary>
    public long ResponseLimit { get; init; } = 1024 * 1024;

    /// <summary>The most bytes that an agent can ask for. Default: 16 MiB.</summary>
    public long MaxResponseLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long a connection may take to come about, TLS included. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>At most so many connections to one host and port at a time; further requests wait. Default: 16.</summary>
    public int ConnectionsPerHost { get; init; } = 16;

    /// <summary>Reads an environment variable. Default: of this process.</summary>
    public Func<string, string?> ReadVariable { get; init; } = Environment.GetEnvironmentVariable;
}
