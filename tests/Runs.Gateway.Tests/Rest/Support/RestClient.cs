using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;

namespace Runs.Gateway.Tests.Rest.Support;

/// <summary>A client over HTTP. What doesn't answer in time is named.</summary>
internal sealed class RestClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { Timeout = Deadline };
    private readonly Uri _root;

    public RestClient(Uri address, string? token = null)
    {
        _root = new Uri(address, "/api/v1/");
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<RestReply> Get(string path, params (string Name, string Value)[] headers) => Send("GET", path, null, headers);

    public Task<RestReply> Post(string path, object? body = null, string? key = null) => Send("POST", path, body, key is null ? [] : [("Idempotency-Key", key)]);

    public Task<RestReply> Delete(string path) => Send("DELETE", path, null);

    public Task<RestReply> Send(string method, string path, object? body, params (string Name, string Value)[] headers) =>
        SendRaw(method, path, body is null ? null : Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(body)), "application/json", headers);

    public async Task<RestReply> SendRaw(string method, string path, byte[]? body, string? contentType, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, headers);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await _http.SendAsync(request);
        return await RestReply.Read($"{method} {path}", response);
    }

    /// <summary>Follows a run.</summary>
    public async Task<SseClient> Follow(string path, params (string Name, string Value)[] headers)
    {
        var request = Request("GET", path, [("Accept", "text/event-stream"), .. headers]);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.IsSuccessStatusCode.ShouldBeTrue(response.StatusCode.ToString());
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new SseClient(response);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(string method, string path, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_root, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return request;
    }
}
