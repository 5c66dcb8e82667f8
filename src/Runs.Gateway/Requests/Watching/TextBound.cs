using Runs.Actors.Watching;

namespace Runs.Gateway.Requests.Watching;

/// <summary>How much of the texts of steps a request wants.</summary>
internal static class TextBound
{
    /// <summary>At most so many bytes; <see langword="null"/> for no text.</summary>
    public static int? Of(ClientRequest request) =>
        request.Flag("preview") ? (int)(request.Number("maxBytes") ?? StepResults.DefaultBytes) : null;
}
