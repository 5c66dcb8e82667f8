using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Runs.Conformance.Tests.Requests;

/// <summary>A field of a request, as the tables of the protocol have it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it may hold: text, name (a text that isn't empty), run, flag, texts, map, a range such as 1..1000, or words with bars in between.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed partial record FieldRule(string Name, string Kind, bool IsRequired)
{
    /// <summary>A value that fits, as JSON.</summary>
    public string Good => Kind switch
    {
        "text" or "name" or "run" => "\"x\"",
        "flag" => "true",
        "texts" => "[\"x\"]",
        "map" => "{}",
        _ when IsRange => Kind.Split("..")[1],
        _ => $"\"{Kind.Split('|')[0]}\"",
    };

    /// <summary>Values that don't fit, as JSON.</summary>
    public IEnumerable<string> Bad => Kind switch
    {
        "text" => ["null", "7", "true", "[]", "{}"],
        "name" => ["null", "7", "\"\""],
        "run" => ["null", "7", "\"\"", "\".x\"", "\"a/b\"", "\"../x\"", $"\"{new string('x', 129)}\"", "\"é\""],
        "flag" => ["null", "\"true\"", "0"],
        "texts" => ["null", "\"x\"", "[7]", "[null]", "{}"],
        "map" => ["null", "[]", "\"x\""],
        _ when IsRange => ["null", "\"1\"", "-1", "1.5", "9007199254740992", "1e999"],
        _ => ["null", "7", "\"\"", "\"other\""],
    };

    private bool IsRange => Kind.Contains("..", StringComparison.Ordinal);

    /// <summary>Whether a value fits.</summary>
    public bool Allows(JsonElement value) => Kind switch
    {
        "text" => value.ValueKind == JsonValueKind.String,
        "name" => IsText(value, text => text.Length > 0),
        "run" => IsText(value, RunId().IsMatch),
        "flag" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "texts" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String),
        "map" => value.ValueKind == JsonValueKind.Object,
        _ when IsRange => value.ValueKind == JsonValueKind.Number && InRange(value.GetDouble()),
        _ => IsText(value, Kind.Split('|').Contains),
    };

    private static bool IsText(JsonElement value, Predicate<string> fits) => value.ValueKind == JsonValueKind.String && fits(value.GetString()!);

    private bool InRange(double value)
    {
        var ends = Kind.Split("..").Select(end => double.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return value == Math.Floor(value) && value >= ends[0] && value <= ends[1];
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex RunId();
}
