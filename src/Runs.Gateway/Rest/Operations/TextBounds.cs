using Runs.Actors.Watching;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Whether an answer has texts of steps, and how much of them.</summary>
internal static class TextBounds
{
    /// <summary>How a request says so.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Query("preview", new FlagSchema(), "Whether texts are wanted, and not only their sizes. Default: false."),
        Parameter.Query(
            "maxBytes",
            new NumberSchema { Least = 1, Most = StepResults.MostBytes, Default = StepResults.DefaultBytes },
            "At most so much text, in bytes and over all of them."),
    ];

    /// <summary>At most so many bytes; <see langword="null"/> for no text.</summary>
    public static int? Of(RestRequest request) =>
        request.Flag("preview") == true ? (int)(request.Number("maxBytes") ?? StepResults.DefaultBytes) : null;
}
