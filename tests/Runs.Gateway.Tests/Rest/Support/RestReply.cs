using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Tests.Rest.Support;

/// <summary>What came back.</summary>
internal sealed record RestReply(string Request, int Status, string? MediaType, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JObject Json
    {
        get
        {
            using var reader = new JsonTextReader(new StringReader(Text)) { DateParseHandling = DateParseHandling.None };
            return JObject.Load(reader);
        }
    }

    public static async Task<RestReply> Read(string request, HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new RestReply(
            request, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(), headers);
    }

    /// <summary>Demands a status.</summary>
    public RestReply ShouldBe(int status)
    {
        Status.ShouldBe(status, $"{Request}: {Text}");
        return this;
    }

    /// <summary>Demands a problem.</summary>
    public JObject ShouldBeProblem(int status, string? code = null)
    {
        ShouldBe(status);
        MediaType.ShouldBe("application/problem+json", Request);
        var problem = Json;
        ((int?)problem["status"]).ShouldBe(status);
        if (code is not null)
            ((string?)problem["code"]).ShouldBe(code, $"{Request}: {Text}");
        return problem;
    }
}
