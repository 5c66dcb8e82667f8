using System.Text;
using Newtonsoft.Json;
using Runs.Cluster.Tests.Harness;

namespace Runs.Cluster.Tests.Clients;

/// <summary>Sends single requests to one node, and waits for the answer however late it comes.</summary>
internal sealed class SingleNode(ClusterNode node)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Reads something.</summary>
    public Task<ClientAnswer> Get(string path) => Send(Http, node, HttpMethod.Get, path, null, null);

    /// <summary>Posts something under a key.</summary>
    public Task<ClientAnswer> Post(string path, object body, string key) => Send(Http, node, HttpMethod.Post, path, body, key);

    /// <summary>Sends one request.</summary>
    /// <param name="http">With how much patience.</param>
    /// <param name="node">Where to.</param>
    /// <param name="method">What to do.</param>
    /// <param name="path">The path below the api.</param>
    /// <param name="body">What to say; <see langword="null"/> for nothing.</param>
    /// <param name="key">The key under which it can be repeated; <see langword="null"/> for none.</param>
    public static async Task<ClientAnswer> Send(HttpClient http, ClusterNode node, HttpMethod method, string path, object? body, string? key)
    {
        using var request = new HttpRequestMessage(method, new Uri(node.Address, $"/api/v1/{path}"));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (body is not null)
            request.Content = new StringContent(JsonConvert.SerializeObject(body), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request);
            return new ClientAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException)
        {
            return new ClientAnswer(0, lost.Message);
        }
    }
}
