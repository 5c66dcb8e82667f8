namespace Runs.Steps.Models.Providers;

/// <summary>Where requests to a provider go. Only an endpoint knows its key.</summary>
internal interface IModelEndpoint
{
    /// <summary>Sends a request for a streamed reply, and returns as soon as its head is there, whatever its status.</summary>
    /// <exception cref="IOException">The provider can't be reached.</exception>
    /// <exception cref="HttpRequestException">The same.</exception>
    ValueTask<ModelResponse> Send(string model, ReadOnlyMemory<byte> body, CancellationToken cancellation);
}
