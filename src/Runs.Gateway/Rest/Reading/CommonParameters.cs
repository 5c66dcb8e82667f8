using System.Text.RegularExpressions;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Reading;

/// <summary>What many operations can be told outside of their bodies.</summary>
internal static partial class CommonParameters
{
    /// <summary>The header that makes a repeated request the same request.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The id of a run.</summary>
    public static TextSchema RunId { get; } = new() { Pattern = RunIdPattern() };

    /// <summary>The run in the path.</summary>
    public static Parameter Run { get; } = Parameter.Path("runId", RunId, "The run.");

    /// <summary>The key.</summary>
    public static Parameter Key { get; } = Parameter.Header(
        IdempotencyKey,
        new TextSchema { Least = 1, Most = 128, Pattern = Printable() },
        "A text of the client's choice. A request that is repeated with its key is done once.");

    /// <summary>Everything that an operation can be told outside of its body.</summary>
    public static IEnumerable<Parameter> Of(Operations.Operation operation)
    {
        if (operation.Path.Contains("{runId}", StringComparison.Ordinal))
            yield return Run;
        foreach (var parameter in operation.Parameters)
            yield return parameter;
        if (operation.Changes)
            yield return Key;
    }

    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$")]
    private static partial Regex RunIdPattern();

    [GeneratedRegex("^[ -~]+$")]
    private static partial Regex Printable();
}
