using System.Collections.Immutable;
using Runs.Actors.Attempts;
using Runs.Domain.Runs.Tools;

namespace Runs.Steps.Models;

/// <summary>The replies of a scripted model that call tools, one for each call of the model in a step, before the reply in words.</summary>
internal sealed class ScriptedCalls
{
    private readonly ImmutableArray<ImmutableArray<(string Tool, string Args)>> _rounds;

    private ScriptedCalls(ImmutableArray<ImmutableArray<(string, string)>> rounds) => _rounds = rounds;

    /// <summary>Reads them: a line for each call, with the tool's name and behind a blank its arguments.</summary>
    public static ScriptedCalls Parse(ImmutableArray<string> texts) => new(
    [
        .. (texts.IsDefault ? [] : texts).Select(text => text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(ParseOne)
            .ToImmutableArray()),
    ]);

    /// <summary>What is wrong with such a text; <see langword="null"/> for nothing.</summary>
    public static string? Problem(string text) => string.IsNullOrWhiteSpace(text) ? "an entry of calls names no tool." : null;

    /// <summary>
    /// The calls of the reply to this request; none when it is time for words. An agent without tools is told words only, and so is whoever
    /// wants a summary.
    /// </summary>
    public IReadOnlyList<ToolCall> Of(AttemptRequest request)
    {
        if (_rounds.IsEmpty || request.Tools.Count == 0)
            return [];
        var round = request.Exchange.Count(message => message.Role == ChatRole.Assistant);
        return round < _rounds.Length
            ? [.. _rounds[round].Select((call, i) => new ToolCall($"call_{round + 1}_{i + 1}", call.Tool, call.Args))]
            : [];
    }

    private static (string Tool, string Args) ParseOne(string line)
    {
        var blank = line.IndexOf(' ');
        return blank < 0 ? (line, "{}") : (line[..blank], line[(blank + 1)..].Trim());
    }
}
