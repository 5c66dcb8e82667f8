namespace Runs.Node.CommandLine;

/// <summary>The server that a user has named on the command line or in the environment, or several that share their runs.</summary>
/// <param name="Urls">Where they are; each ends with a slash.</param>
/// <param name="Token">What to be known by; <see langword="null"/> for nothing.</param>
/// <param name="Argument">How to name it again on a command line.</param>
internal sealed record NamedServer(IReadOnlyList<Uri> Urls, string? Token, string Argument)
{
    /// <summary>Tokens are nobody else's business.</summary>
    public override string ToString() => string.Join(", ", Urls.Select(url => url.ToString().TrimEnd('/')));
}
