using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>The step in a path. Its place has slashes in it, which stand there as %2F.</summary>
internal static class StepPath
{
    private const string Name = "stepId";

    /// <summary>It, as the document has it.</summary>
    public static Parameter Parameter { get; } = Parameter.Path(
        Name, new TextSchema { Least = 1, Most = 1024 }, "The step: the id that its author gave it, or its place in the run with each / as %2F.");

    /// <summary>The step that a request names.</summary>
    public static string Of(RestRequest request) => request.Text(Name)!.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
