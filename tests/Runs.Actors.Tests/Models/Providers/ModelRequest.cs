using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace Runs.Actors.Tests.Models.Providers;

/// <summary>A request as it reached the server.</summary>
internal sealed record ModelRequest(string Path, IReadOnlyDictionary<string, string> Headers, JObject Body)
{
    public static async Task<ModelRequest> Read(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new ModelRequest(request.Path, headers, JObject.Parse(await reader.ReadToEndAsync()));
    }
}
