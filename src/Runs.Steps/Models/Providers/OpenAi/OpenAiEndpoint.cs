using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;

namespace Runs.Steps.Models.Providers.OpenAi;

/// <summary>
/// Sends through OpenAI's client, by its protocol methods: its typed ones drop what other endpoints add to the protocol, such as
/// reasoning, and fail at finish reasons that they don't know.
/// </summary>
internal sealed class OpenAiEndpoint : IModelEndpoint
{
    private readonly OpenAIClient _client;

    public OpenAiEndpoint(ModelProviderOptions options)
    {
        var client = new OpenAIClientOptions
        {
            Endpoint = options.BaseUrl,
            Transport = new HttpClientPipelineTransport(ModelConnections.Create(options.BaseUrl)),
            // Attempts are the engine's, which journals them; silence is watched by the call.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        if (options.Key is null)
            client.AddPolicy(new NoAuthentication(), PipelinePosition.BeforeTransport);
        _client = new OpenAIClient(new ApiKeyCredential(options.Key?.Reveal() ?? "none"), client);
    }

    public async ValueTask<ModelResponse> Send(string model, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var content = BinaryContent.Create(new BinaryData(body));
        var request = new RequestOptions
        {
            CancellationToken = cancellation,
            BufferResponse = false,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
        };
        try
        {
            var result = await _client.GetChatClient(model).CompleteChatAsync(content, request);
            var response = result.GetRawResponse();
            return new ModelResponse(
                response.Status,
                name => response.Headers.TryGetValue(name, out var value) ? value : null,
                response.ContentStream ?? Stream.Null,
                response);
        }
        catch (ClientResultException error)
        {
            throw new IOException(error.InnerException?.Message ?? error.Message, error);
        }
    }
}
