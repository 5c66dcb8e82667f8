namespace Runs.Benchmarks.Serving;

/// <summary>How a server is started.</summary>
internal sealed record ServerOptions
{
    /// <summary>Its configuration, in HOCON.</summary>
    public required string Config { get; init; }

    /// <summary>What else is set, such as <c>runs.gateway.max-clients=30000</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whether it can be asked for its managed heap; see <see cref="StartupHook"/>.</summary>
    public bool TellsHeap { get; init; }
}
