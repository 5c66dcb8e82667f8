using System.Diagnostics.CodeAnalysis;
using System.Net;
using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Steps.Http.Exchange;

/// <summary>
/// Where a response leads. It may lead on at the same host, from http to https too, and to the hosts that the agent names; never from
/// https back to http.
/// </summary>
internal static class Redirection
{
    /// <summary>The most in a row: 5.</summary>
    public const int Most = 5;

    /// <summary>Whether a response is one that names another place.</summary>
    public static bool Is(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is not null;

    /// <summary>The next request, or why there is none.</summary>
    public static bool TryFollow(Hop from, HttpResponseMessage response, HttpSettings settings, out Hop next, [NotNullWhen(false)] out string? problem)
    {
        next = default;
        if (!Uri.TryCreate(from.Url, response.Headers.Location, out var location))
        {
            problem = "it names no address";
            return false;
        }

        var isSameHost = IsSameHost(from.Url, location);
        problem = Refuse(from.Url, location) ?? (isSameHost || settings.RedirectHosts.Items.Any(host => host.Matches(location))
            ? null
            : $"{location.Authority} is another host; name it in redirectHosts if it may be followed there");
        if (problem is not null)
            return false;

        var becomesGet = BecomesGet(response.StatusCode, from.Verb);
        next = new Hop(becomesGet ? HttpVerb.Get : from.Verb, location, from.HasBody && !becomesGet, from.IsTrusted && isSameHost);
        return true;
    }

    private static string? Refuse(Uri from, Uri to)
    {
        if (to.Scheme != Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttp)
            return $"it leads to the scheme {to.Scheme}";
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp)
            return "it leads from https to http";
        return to.UserInfo.Length > 0 ? "its address names a user" : null;
    }

    private static bool IsSameHost(Uri from, Uri to) =>
        from.IdnHost == to.IdnHost && (from.Scheme == to.Scheme ? from.Port == to.Port : from.IsDefaultPort && to.IsDefaultPort);

    /// <summary>As browsers do it.</summary>
    private static bool BecomesGet(HttpStatusCode status, HttpVerb verb) => status switch
    {
        HttpStatusCode.SeeOther => verb != HttpVerb.Head,
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found => verb == HttpVerb.Post,
        _ => false,
    };
}
