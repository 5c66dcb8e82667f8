namespace Runs.Node.Client;

/// <summary>Where a server is, and what to be known by there.</summary>
/// <param name="Url">Where; ends with a slash.</param>
/// <param name="Token">What to be known by; <see langword="null"/> for nothing.</param>
internal sealed record ServerAddress(Uri Url, string? Token)
{
    /// <summary>Tokens are nobody else's business.</summary>
    public override string ToString() => Url.ToString().TrimEnd('/');
}
