using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain;
using Runs.Node.CommandLine;

namespace Runs.Node.Client;

/// <summary>Reads what servers answer, whoever they turn out to be.</summary>
internal static class ServerProblem
{
    private const int MaxDepth = 256;

    /// <summary>The refusal in an answer that is one.</summary>
    /// <exception cref="UserError">The answer is none of a server of this kind.</exception>
    public static RunError Read(ServerAddress server, HttpResponseMessage response, string body)
    {
        if (response.Headers.Location is { } elsewhere && (int)response.StatusCode is >= 300 and < 400)
            throw Foreign(server, $"it leads elsewhere, to {elsewhere.OriginalString}: give that address, if you trust it");
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json" && TryParse(body) is { } problem
            && (string?)problem["code"] is { } code)
        {
            return new RunError(code, (string?)problem["detail"] ?? (string?)problem["title"] ?? response.StatusCode.ToString());
        }

        throw Foreign(server, $"it answered {(int)response.StatusCode} {response.ReasonPhrase}");
    }

    /// <summary>An object that a server has sent.</summary>
    /// <exception cref="UserError">It is none.</exception>
    public static JObject Parse(ServerAddress server, string body) => TryParse(body) ?? throw Foreign(server, "its answer is no JSON object");

    /// <summary>Whoever answers is no server of this kind.</summary>
    public static UserError Foreign(ServerAddress server, string what) =>
        new("server.api", $"{server} doesn't answer like a server of runs, version 1 of its API: {what}.");

    /// <summary>The object of a text; <see langword="null"/> when it is none.</summary>
    public static JObject? TryParse(string text)
    {
        using var json = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
        try
        {
            return JObject.Load(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether an answer says to ask again later.</summary>
    public static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
