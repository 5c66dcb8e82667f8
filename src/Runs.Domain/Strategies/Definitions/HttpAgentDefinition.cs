namespace Runs.Domain.Strategies;

/// <summary>A request to a server.</summary>
public sealed record HttpAgentDefinition : AgentDefinition
{
    /// <summary>The method. Default: POST with a body, else GET.</summary>
    public HttpVerb Method { get; init; }

    /// <summary>Template of the address; look-ups stand behind the host alone.</summary>
    public required string Url { get; init; }

    /// <summary>Headers, in file order. Never templates.</summary>
    public ValueArray<TextEntry> Headers { get; init; }

    /// <summary>Headers with values of the host's environment, in file order.</summary>
    public ValueArray<SecretHeader> HeadersFromEnv { get; init; }

    /// <summary>Template of the body; null for the step's message where the method sends it, else for none.</summary>
    public string? Body { get; init; }

    /// <summary>A body in JSON, with templates for texts; null for none. Not beside <see cref="Body"/>.</summary>
    public SourceNode? Json { get; init; }

    /// <summary>The statuses that count as success. Default: 2xx.</summary>
    public ValueArray<StatusRange> ExpectStatus { get; init; } = [StatusRange.Success];

    /// <summary>Most bytes of the response's body; null for the engine's default.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Hosts beside its own to which a response may redirect. Default: none.</summary>
    public ValueArray<UrlHost> RedirectHosts { get; init; }

    /// <summary>Whether <c>Idempotency-Key</c> is sent with what doesn't only read. Default: yes.</summary>
    public bool SendsIdempotencyKey { get; init; } = true;

    /// <summary>Whether a lost attempt is run again. Default: by its method, never for POST and PATCH.</summary>
    public ReplayPolicy Replay { get; init; }

    /// <summary>Longest time of one attempt; null for 1 min. A step's own timeout comes first.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <inheritdoc/>
    public override string Type => AgentTypes.Http;
}
