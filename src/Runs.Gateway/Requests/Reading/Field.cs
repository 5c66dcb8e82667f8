using Newtonsoft.Json.Linq;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;

namespace Runs.Gateway.Requests.Reading;

/// <summary>One field of a request. The words of its issues are those that existing clients know.</summary>
internal sealed record Field(string Name, FieldType Type, bool IsRequired, string[] Words, long Least = 0, long Most = long.MaxValue)
{
    public static Field Required(string name, FieldType type) => new(name, type, true, []);

    public static Field Optional(string name, FieldType type) => new(name, type, false, []);

    public static Field Word(string name, params string[] words) => new(name, FieldType.Word, true, words);

    public static Field OptionalWord(string name, params string[] words) => new(name, FieldType.Word, false, words);

    public static Field Range(string name, long least, long most) => new(name, FieldType.Number, false, [], least, most);

    /// <summary>What is wrong with a request's value: the path with the problem, each.</summary>
    public IEnumerable<string> Issues(JObject fields)
    {
        if (!fields.TryGetValue(Name, StringComparison.Ordinal, out var value))
            return IsRequired ? [$"{Name}: Required"] : [];
        if (Type == FieldType.Texts && value is JArray items)
            return items.Select((item, i) => item.Type == JTokenType.String ? null : $"{Name}.{i}: Expected string, received {JsonTypes.NameOf(item)}").OfType<string>();
        return Problem(value) is { } problem ? [$"{Name}: {problem}"] : [];
    }

    private string? Problem(JToken value)
    {
        var (expected, fits) = Type switch
        {
            FieldType.Flag => ("boolean", value.Type == JTokenType.Boolean),
            FieldType.Number => ("number", value.Type is JTokenType.Integer or JTokenType.Float),
            FieldType.Texts => ("array", false),
            FieldType.Map => ("object", value.Type == JTokenType.Object),
            FieldType.Word => (Choices, value.Type == JTokenType.String),
            _ => ("string", value.Type == JTokenType.String),
        };
        return fits ? ValueProblem(value) : $"Expected {expected}, received {JsonTypes.NameOf(value)}";
    }

    private string Choices => string.Join(" | ", Words.Select(word => $"'{word}'"));

    private string? ValueProblem(JToken value) => Type switch
    {
        FieldType.Name when (string)value! == "" => "String must contain at least 1 character(s)",
        FieldType.Run when (string)value! == "" => "String must contain at least 1 character(s)",
        FieldType.Run => RunId.TryParse((string)value!, out _, out var error) ? null : error.Message,
        FieldType.Cursor => RunCursor.TryParse((string)value!, out _) ? null : "Not a cursor of this server",
        FieldType.Word when !Words.Contains((string)value!) => $"Invalid enum value. Expected {Choices}, received '{(string)value!}'",
        FieldType.Number => NumberProblem(value),
        _ => null,
    };

    private string? NumberProblem(JToken value)
    {
        var number = (double)value;
        if (number != Math.Floor(number) || double.IsInfinity(number))
            return "Expected integer, received float";
        if (number < Least)
            return $"Number must be greater than or equal to {Least}";
        return number > Most ? $"Number must be less than or equal to {Most}" : null;
    }
}
