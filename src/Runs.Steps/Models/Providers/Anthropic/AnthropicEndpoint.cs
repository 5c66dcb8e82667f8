using System.Net.Http.Headers;

namespace Runs.Steps.Models.Providers.Anthropic;

/// <summary>
/// Sends to Anthropic's messages interface. Its own client isn't used: it keeps the headers of an error to itself, and with them how
/// long to wait, and without a key it looks for credentials by itself.
/// </summary>
internal sealed class AnthropicEndpoint(ModelProviderOptions options) : IModelEndpoint
{
    private const string Version = "2023-06-01";

    private readonly HttpClient _client = ModelConnections.Create(options.BaseUrl);
    private readonly Uri _messages = new($"{options.BaseUrl.AbsoluteUri.TrimEnd('/')}/messages");

    public async ValueTask<ModelResponse> Send(string model, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _messages);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("anthropic-version", Version);
        if (options.Key is { } key)
            request.Headers.Add("x-api-key", key.Reveal());
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return new ModelResponse(
            (int)response.StatusCode,
            name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null,
            await response.Content.ReadAsStreamAsync(cancellation),
            response);
    }
}
