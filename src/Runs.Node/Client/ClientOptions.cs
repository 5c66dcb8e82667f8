namespace Runs.Node.Client;

/// <summary>How the command line deals with a server.</summary>
internal sealed record ClientOptions
{
    /// <summary>How long one answer may take. Default: 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A server that says nothing for so long is taken for lost; it gives a sign every 15 s. Default: 45 s.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a lost server is waited for. Default: 60 s.</summary>
    public TimeSpan ReconnectFor { get; init; } = TimeSpan.FromSeconds(60);
}
