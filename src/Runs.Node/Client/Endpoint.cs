namespace Runs.Node.Client;

/// <summary>Where the server that holds a data directory says it is.</summary>
/// <param name="Url">Where.</param>
/// <param name="Pid">Its process.</param>
/// <param name="Token">What those who can read the file are known by; <see langword="null"/> where nobody needs to be known.</param>
internal sealed record Endpoint(Uri Url, int Pid, string? Token)
{
    /// <summary>Tokens are nobody else's business.</summary>
    public override string ToString() => Url.ToString();
}
