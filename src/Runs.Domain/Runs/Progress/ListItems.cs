using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>The items of a list: the lines of a text, or the elements of a JSON array.</summary>
/// <param name="Items">The items; none when there is an error.</param>
/// <param name="Error">Why there are none; <see langword="null"/> when the list could be read.</param>
internal readonly record struct ListItems(ImmutableArray<string> Items, RunError? Error)
{
    /// <summary>A list may have so many items.</summary>
    public const int MaxItems = 10_000;

    private const int MaxDepth = 64;

    /// <summary>The items of a step's list, as what the run knows says.</summary>
    public static ListItems Of(RunState state, StepState list)
    {
        var template = state.NodeOf(list).Items!;
        var content = TaskText.Render(template, state, list);
        if (content.Inline is not { } text)
            return Refused($"The list is longer than what a run keeps in its journal; only texts that are can be gone over.");
        var read = LookUp.EndsInLines(template) ? Lines(text) : Elements(text);
        return read.Items.Length > MaxItems ? Refused($"The list has {read.Items.Length} items; {MaxItems} are allowed.") : read;
    }

    private static ListItems Refused(string message) => new([], new RunError(RunErrors.ListRefused, message));

    private static ListItems Lines(string text) =>
        new([.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => !string.IsNullOrWhiteSpace(line))], null);

    private static ListItems Elements(string text)
    {
        try
        {
            using var json = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = MaxDepth };
            if (JToken.ReadFrom(json) is not JArray array || json.Read())
                return Refused("The list is no JSON array; end the look-up in .lines to go over the lines of a text.");
            return new([.. array.Select(Text)], null);
        }
        catch (Exception error) when (error is JsonException or OverflowException)
        {
            return Refused("The list is no JSON array; end the look-up in .lines to go over the lines of a text.");
        }
    }

    /// <summary>A string as it is, anything else as its JSON.</summary>
    private static string Text(JToken element) =>
        WellFormed.Of(element.Type == JTokenType.String ? (string)element! : element.ToString(Formatting.None));
}
