using System.Text.RegularExpressions;

namespace Runs.Conformance.Tests.Schemas;

/// <summary>The shapes of which the protocol's tables are made. Members that a shape doesn't know are allowed, but not with null.</summary>
internal static partial class Shapes
{
    public static Shape Any { get; } = Of("a value", value => value.Type != JTokenType.Null);

    public static Shape Text { get; } = Of("a text", value => value.Type == JTokenType.String);

    public static Shape Number { get; } = Of("a number", value => value.Type is JTokenType.Integer or JTokenType.Float);

    public static Shape Count { get; } = Of("a whole number from 0", value => value.Type == JTokenType.Integer && (long)value >= 0);

    public static Shape Seq { get; } = Of("a whole number from 1", value => value.Type == JTokenType.Integer && (long)value >= 1);

    public static Shape Flag { get; } = Of("true or false", value => value.Type == JTokenType.Boolean);

    public static Shape Map { get; } = Of("an object", value => value.Type == JTokenType.Object);

    /// <summary>A time in UTC with the letter Z.</summary>
    public static Shape Time { get; } = Of("a time that ends in Z", value => value.Type == JTokenType.String && UtcTime().IsMatch((string)value!));

    public static Shape Texts { get; } = List(Text);

    public static Shape Word(params string[] words) =>
        Of($"one of {string.Join(", ", words)}", value => value.Type == JTokenType.String && words.Contains((string)value!));

    public static Shape OrNull(Shape shape) => (value, path) => value.Type == JTokenType.Null ? [] : shape(value, path);

    public static Shape List(Shape item) => (value, path) => value is JArray items
        ? items.SelectMany((each, i) => item(each, $"{path}.{i}"))
        : [$"{path}: {Name(value)} instead of an array"];

    public static Shape Object(params Member[] members) => (value, path) => value is JObject known
        ? members.SelectMany(member => Problems(known, member, path)).Concat(NullsAmongUnknown(known, members, path))
        : [$"{path}: {Name(value)} instead of an object"];

    /// <summary>Objects that differ by the word in one of their members.</summary>
    public static Shape OneOf(string discriminator, IReadOnlyDictionary<string, Shape> shapes) => (value, path) =>
        value is JObject known && (string?)known[discriminator] is { } word && shapes.TryGetValue(word, out var shape)
            ? shape(value, path)
            : [$"{path}.{discriminator}: {Name((value as JObject)?[discriminator])} is not one of {string.Join(", ", shapes.Keys)}"];

    public static Member Has(string name, Shape shape) => new(name, shape, IsRequired: true);

    public static Member May(string name, Shape shape) => new(name, shape, IsRequired: false);

    private static IEnumerable<string> Problems(JObject value, Member member, string path)
    {
        if (value.TryGetValue(member.Name, StringComparison.Ordinal, out var found))
            return member.Shape(found, $"{path}.{member.Name}");
        return member.IsRequired ? [$"{path}.{member.Name}: missing"] : [];
    }

    private static IEnumerable<string> NullsAmongUnknown(JObject value, Member[] members, string path) => value.Properties()
        .Where(property => property.Value.Type == JTokenType.Null && members.All(member => member.Name != property.Name))
        .Select(property => $"{path}.{property.Name}: null");

    private static Shape Of(string expected, Predicate<JToken> fits) => (value, path) => fits(value) ? [] : [$"{path}: {Name(value)} instead of {expected}"];

    private static string Name(JToken? value) => value switch
    {
        null => "nothing",
        JValue { Type: JTokenType.String or JTokenType.Integer } => $"{value.Type} {value}",
        _ => value.Type.ToString(),
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex UtcTime();
}
