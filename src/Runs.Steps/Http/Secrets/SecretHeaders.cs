using System.Diagnostics.CodeAnalysis;
using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Steps.Http.Secrets;

/// <summary>
/// The headers of one attempt whose values are secrets. They exist for as long as the attempt; what a server sends back of them is taken
/// out of its words.
/// </summary>
internal sealed class SecretHeaders
{
    /// <summary>A shorter value couldn't be taken out of a text without taking other things along, and is none that keeps anybody out.</summary>
    private const int ShortestValue = 8;

    private readonly IReadOnlyList<(SecretHeader Header, string Value)> _headers;

    private SecretHeaders(IReadOnlyList<(SecretHeader, string)> headers) => _headers = headers;

    /// <summary>The headers as they are sent.</summary>
    public IEnumerable<(string Name, string Value)> All => _headers.Select(secret =>
        (secret.Header.Name, secret.Header.Scheme.Length == 0 ? secret.Value : $"{secret.Header.Scheme} {secret.Value}"));

    /// <summary>Reads the values, as far as the node grants them to the host.</summary>
    public static bool TryRead(ValueArray<SecretHeader> headers, HttpOptions options, Uri url, [NotNullWhen(true)] out SecretHeaders? secrets, [NotNullWhen(false)] out RunError? error)
    {
        secrets = null;
        var values = new List<(SecretHeader, string)>();
        foreach (var header in headers)
        {
            var value = options.ReadVariable(header.Variable)?.Trim() ?? "";
            if (Refuse(header, value, options, url) is { } problem)
            {
                error = new RunError(HttpCodes.Secret, $"The header {header.Name} can't be sent: {problem}.");
                return false;
            }

            values.Add((header, value));
        }

        error = null;
        secrets = new SecretHeaders(values);
        return true;
    }

    /// <summary>Stars in place of the values.</summary>
    public string HideIn(string text) => _headers.Aggregate(text, (hidden, secret) => hidden.Replace(secret.Value, "***", StringComparison.Ordinal));

    private static string? Refuse(SecretHeader header, string value, HttpOptions options, Uri url)
    {
        if (!options.HeaderVariables.Items.Any(granted => granted.Variable == header.Variable && granted.Host.Matches(url)))
            return $"runs.http.header-variables doesn't have {header.Variable}@{url.Authority}";
        if (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)
            return "it would go over the network in the clear; use https";
        return value.Length < ShortestValue || !HttpHeaderRules.IsValue(value)
            ? $"the environment variable {header.Variable} isn't set, or holds what is no secret for a header: at least {ShortestValue} visible ASCII characters"
            : null;
    }
}
