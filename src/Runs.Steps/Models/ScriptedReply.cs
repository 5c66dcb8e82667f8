using System.Collections.Immutable;
using System.Text;
using Runs.Actors.Attempts;

namespace Runs.Steps.Models;

/// <summary>The deltas of a scripted reply, in rounds that are all alike.</summary>
internal sealed class ScriptedReply(ImmutableArray<ScriptedText> deltas, int rounds)
{
    private readonly string[]? _constants = deltas.All(delta => delta.Constant is not null) ? [.. deltas.Select(delta => delta.Constant!)] : null;

    /// <summary>How many deltas there are in all.</summary>
    public long Count => (long)deltas.Length * rounds;

    /// <summary>The deltas of one round.</summary>
    public string[] Render(AttemptRequest request, string model) => _constants ?? [.. deltas.Select(delta => delta.Render(request, model))];

    /// <summary>All rounds of the deltas in a row.</summary>
    public string Join(string[] round) =>
        round is [var only] && rounds == 1 ? only : new StringBuilder().Insert(0, string.Concat(round), rounds).ToString();
}
