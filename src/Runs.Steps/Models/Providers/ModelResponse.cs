namespace Runs.Steps.Models.Providers;

/// <summary>The head of a response, and its body as it comes. Disposing it before the end closes the connection.</summary>
/// <param name="status">The status code.</param>
/// <param name="header">Finds a header's value.</param>
/// <param name="body">The body.</param>
/// <param name="owner">What holds the connection.</param>
internal sealed class ModelResponse(int status, Func<string, string?> header, Stream body, IDisposable owner) : IDisposable
{
    public int Status { get; } = status;

    public bool IsSuccess => Status is >= 200 and < 300;

    public Stream Body { get; } = body;

    public string? Header(string name) => header(name);

    public void Dispose() => owner.Dispose();
}
