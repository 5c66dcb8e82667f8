using System.Text.RegularExpressions;
using Runs.Domain.Templates;

namespace Runs.Domain.Plans;

/// <summary>
/// What an address may look like. What is looked up may be the words of a stranger, so it never decides which server is asked, nor
/// which place above the author's is reached there.
/// </summary>
public static partial class UrlRules
{
    /// <summary>No address is longer, in characters: 8,192.</summary>
    public const int LongestUrl = 8192;

    /// <summary>What is wrong with the address that the author wrote; <see langword="null"/> for nothing.</summary>
    internal static string? Refuse(Template url)
    {
        var (start, text) = (default(string), "");
        url.Visit(
            literal =>
            {
                start ??= literal;
                text += literal;
            },
            _ =>
            {
                start ??= "";
                text += "x";
            });
        if (!(url.LookUps.IsEmpty ? WholeHost() : EndedHost()).IsMatch(start ?? ""))
            return "it starts with http:// or https:// and a host, and look-ups stand behind the / or ? that ends the host";
        if (text.Any(c => c is '#' or '\\' || char.IsWhiteSpace(c) || char.IsControl(c)))
            return "it has no blank, no # and no backslash";
        if (!IsAllowed(text))
            return $"it is no address, names a user, is longer than {LongestUrl} characters, or has . or .. between its slashes";
        return null;
    }

    /// <summary>Whether a request may be sent to an address: http or https, no user in it, not too long, and no way up.</summary>
    public static bool IsAllowed(string url) =>
        url.Length <= LongestUrl
        && Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
        && parsed.Host.Length > 0
        && parsed.UserInfo.Length == 0
        && !GoesUp(url);

    /// <summary>Servers understand an encoded way up too, some an encoded slash, and some leave out what stands behind a semicolon.</summary>
    private static bool GoesUp(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.AsSpan(start).IndexOfAny('?', '#');
        var path = Uri.UnescapeDataString(end < 0 ? url[start..] : url[start..(start + end)]);
        return path.Split('/', '\\').Any(segment => segment.Split(';')[0] is "." or "..");
    }

    /// <summary>A host, and the sign that nothing can be added to it any more.</summary>
    [GeneratedRegex(@"^https?://[^/?#\\@\s]+[/?]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EndedHost();

    [GeneratedRegex(@"^https?://[^/?#\\@\s]+([/?]|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WholeHost();
}
