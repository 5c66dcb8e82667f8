using System.Globalization;

namespace Runs.Domain.Strategies;

/// <summary>
/// Reads one object key by key. Each reader takes its key, notes an issue where the value does not fit and then returns nothing, so
/// that one pass finds all issues; <see cref="Close"/> notes the keys that nobody took.
/// </summary>
internal sealed class ObjectScope(SourceObject source, SourcePath path, IssueList issues)
{
    // A duplicate key has been noted as an issue by now; the last one wins.
    private readonly Dictionary<string, SourceNode> members = ByName(source);
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public SourceObject Source => source;

    public SourcePosition Position => source.Position;

    public SourcePath Path => path;

    public IssueList Issues => issues;

    /// <summary>Opens a value that must be an object; null, with an issue, when it is not.</summary>
    public static ObjectScope? Open(SourceNode node, SourcePath path, IssueList issues)
    {
        if (node is SourceObject source)
            return new ObjectScope(source, path, issues);

        issues.Add(StrategyCodes.WrongType, path, $"Expected object, received {node.TypeName}", node.Position);
        return null;
    }

    public SourcePath PathOf(string name) => path.Then(name);

    /// <summary>Whether the key is there; leaves it for others to take.</summary>
    public bool Has(string name) => members.ContainsKey(name);

    public SourceNode? Take(string name)
    {
        taken.Add(name);
        return members.GetValueOrDefault(name);
    }

    public SourceNode? TakeRequired(string name)
    {
        var node = Take(name);
        if (node is null)
            issues.Add(StrategyCodes.Required, PathOf(name), "Required", source.Position);
        return node;
    }

    public ObjectScope? Object(string name) => Take(name) is { } node ? Open(node, PathOf(name), issues) : null;

    public ObjectScope? RequiredObject(string name) => TakeRequired(name) is { } node ? Open(node, PathOf(name), issues) : null;

    public SourceObject? RawObject(string name) => Object(name)?.Source;

    public string? Text(string name) => Take(name) is { } node ? Scalars.Text(node, PathOf(name), issues) : null;

    public string? NonEmptyText(string name) => Take(name) is { } node ? Scalars.NonEmptyText(node, PathOf(name), issues) : null;

    public string? RequiredNonEmptyText(string name) =>
        TakeRequired(name) is { } node ? Scalars.NonEmptyText(node, PathOf(name), issues) : null;

    public bool? Flag(string name)
    {
        switch (Take(name))
        {
            case null:
                return null;
            case SourceBoolean flag:
                return flag.Value;
            case var other:
                WrongType(name, "boolean", other);
                return null;
        }
    }

    public double? Number(string name) => Take(name) is { } node ? Scalars.Number(node, PathOf(name), issues) : null;

    public double? Number(string name, double least, double most)
    {
        var number = Number(name);
        if (number is null || (number >= least && number <= most))
            return number;

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"Number must be from {least} to {most}"));
        return null;
    }

    public long? Integer(string name) => Take(name) is { } node ? Scalars.Integer(node, PathOf(name), issues) : null;

    public int? Integer(string name, int least)
    {
        if (Integer(name) is not { } number)
            return null;
        if (number < least)
            Refuse(name, least == 1 ? "Number must be greater than 0" : $"Number must be greater than or equal to {least}");
        else if (number > int.MaxValue)
            Refuse(name, $"Number must be less than or equal to {int.MaxValue}");
        else
            return (int)number;
        return null;
    }

    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Durations.TryParse(text, out var duration))
            return duration;

        Refuse(name, "Invalid duration; expected a whole number and one of ms, s, m, h, d, such as 30s");
        return null;
    }

    public TimeSpan? PositiveDuration(string name)
    {
        if (Duration(name) is not { } duration)
            return null;
        if (duration > TimeSpan.Zero)
            return duration;

        Refuse(name, "Duration must be greater than 0");
        return null;
    }

    public long? Size(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Sizes.TryParse(text, out var bytes) && bytes > 0)
            return bytes;

        Refuse(name, "Invalid size; expected a whole number and one of B, KB, KiB, MB, MiB, GiB, such as 64KiB");
        return null;
    }

    public T? Choice<T>(string name, WordTable<T> words)
        where T : struct, Enum
    {
        if (Text(name) is not { } word)
            return null;
        if (words.TryFind(word, out var value))
            return value;

        Refuse(name, $"Invalid enum value. Expected {words.Expected}, received '{word}'");
        return null;
    }

    public ValueArray<string>? Texts(string name) => List(name, Scalars.Text);

    public ValueArray<string>? NonEmptyTexts(string name) => List(name, Scalars.NonEmptyText);

    /// <summary>Notes that the value of a key is not allowed.</summary>
    public void Refuse(string name, string message) =>
        issues.Add(StrategyCodes.WrongValue, PathOf(name), message, Take(name)?.Position ?? source.Position);

    /// <summary>Notes the keys that were not taken.</summary>
    public void Close()
    {
        var unknown = source.Members.Items.Where(member => !taken.Contains(member.Name)).ToList();
        if (unknown.Count == 0)
            return;

        var names = string.Join(", ", unknown.Select(member => $"'{member.Name}'"));
        issues.Add(StrategyCodes.UnknownKey, path, $"Unrecognized key(s) in object: {names}", unknown[0].Position);
    }

    private static Dictionary<string, SourceNode> ByName(SourceObject source)
    {
        var members = new Dictionary<string, SourceNode>(source.Members.Count, StringComparer.Ordinal);
        foreach (var member in source.Members)
            members[member.Name] = member.Value;
        return members;
    }

    private ValueArray<string>? List(string name, Func<SourceNode, SourcePath, IssueList, string?> read)
    {
        switch (Take(name))
        {
            case null:
                return null;
            case SourceArray array:
                var texts = array.Items.Items.Select((item, i) => read(item, PathOf(name).Then(i), issues) ?? "");
                return [.. texts];
            case var other:
                WrongType(name, "array", other);
                return null;
        }
    }

    private void WrongType(string name, string expected, SourceNode received) =>
        issues.Add(StrategyCodes.WrongType, PathOf(name), $"Expected {expected}, received {received.TypeName}", received.Position);
}
