using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Tools;

/// <summary>
/// A reply of a model that wasn't its last: it calls tools, and this is what the calls came to; or it calls none, and messages waited.
/// </summary>
/// <param name="Text">What the model wrote beside the calls; may be empty.</param>
/// <param name="Calls">The calls, in its order.</param>
/// <param name="Results">The result of each call; <see langword="null"/> while there is none.</param>
public sealed record ToolRound(Content Text, ImmutableArray<ToolCall> Calls, ImmutableArray<ToolResult?> Results)
{
    /// <summary>What the model was told beside the results, with its next call. Default: nothing.</summary>
    public ImmutableList<ToldMessage> Messages { get; init; } = [];

    /// <summary>Whether all calls have results.</summary>
    public bool IsComplete => Results.All(result => result is not null);

    /// <summary>A reply whose calls have no results yet.</summary>
    public static ToolRound Of(Content text, ValueArray<ToolCall> calls) =>
        new(text, calls.Items, [.. calls.Items.Select(_ => (ToolResult?)null)]);

    /// <summary>With the result of a call, by its number from 1.</summary>
    public ToolRound With(int call, ToolResult result) => this with { Results = Results.SetItem(call - 1, result) };
}
