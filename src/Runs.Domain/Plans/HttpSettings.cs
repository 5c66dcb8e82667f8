using Runs.Domain.Strategies;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>Settings of a request.</summary>
public sealed record HttpSettings : AgentSettings
{
    /// <summary>The longest time of an attempt whose step and agent set none: 1 min.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(1);

    /// <summary>The method.</summary>
    public required HttpVerb Method { get; init; }

    /// <summary>The address. Values that are looked up are percent-encoded, and stand behind the host alone.</summary>
    public required Template Url { get; init; }

    /// <summary>The headers.</summary>
    public ValueArray<TextEntry> Headers { get; init; }

    /// <summary>The headers with values of the host's environment.</summary>
    public ValueArray<SecretHeader> HeadersFromEnv { get; init; }

    /// <summary>The body; null for the step's message where the method sends it, else for none.</summary>
    public Template? Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is JSON, so that values are escaped as its texts are. Default: it is any text.</summary>
    public bool IsJson { get; init; }

    /// <summary>The statuses that count as success.</summary>
    public ValueArray<StatusRange> ExpectStatus { get; init; } = [StatusRange.Success];

    /// <summary>Most bytes of the response's body, more of which fail the attempt; null for the engine's default.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Hosts beside its own to which a response may redirect.</summary>
    public ValueArray<UrlHost> RedirectHosts { get; init; }

    /// <summary>Whether <c>Idempotency-Key</c> is sent with what doesn't only read.</summary>
    public bool SendsIdempotencyKey { get; init; } = true;

    /// <summary>Whether a lost attempt is run again, unless the step says otherwise.</summary>
    public ReplayPolicy Replay { get; init; }

    /// <summary>Longest time of one attempt, unless the step says otherwise; null for <see cref="DefaultTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}
