using System.Collections.Immutable;
using Runs.Node.Hocon.Parsing;

namespace Runs.Node.Hocon.Keys;

/// <summary>The way to a value: one name per level. Names are case-sensitive.</summary>
internal sealed class KeyPath : IEquatable<KeyPath>
{
    // A key such as "max-tokens" is hidden too: showing one value too few costs less than showing a secret.
    private static readonly string[] SecretWords = ["key", "token", "secret", "password"];

    private KeyPath(ImmutableArray<string> names) => Names = names;

    /// <summary>The path of the whole configuration.</summary>
    public static KeyPath Root { get; } = new([]);

    /// <summary>The names from the outermost to the innermost.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether the value must not be shown: the last name speaks of a key, token, secret or password, or is of a connection, which may have one in it.</summary>
    public bool IsSecret =>
        !Names.IsEmpty
        && (Names[^1].EndsWith("connection", StringComparison.OrdinalIgnoreCase)
            || SecretWords.Any(word => Names[^1].Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Dotted text as in a file: dots split, except between quotation marks.</summary>
    /// <exception cref="ConfigException"><c>config.malformed</c>.</exception>
    public static KeyPath Parse(string text)
    {
        var cursor = new Cursor(text, new Origin("key"));
        var path = KeyText.Read(cursor);
        return cursor.AtEnd ? path : throw cursor.Fail("a key ends before this character, unless it is put in quotes");
    }

    /// <summary>A path of names taken as they are, whatever characters they hold.</summary>
    public static KeyPath Of(params IEnumerable<string> names) => new([.. names]);

    /// <summary>Reads the text as <see cref="Parse"/> does.</summary>
    public static implicit operator KeyPath(string text) => Parse(text);

    /// <summary>The path of what stands inside this one.</summary>
    public KeyPath Append(KeyPath inner) => new(Names.AddRange(inner.Names));

    /// <summary>The path of one name inside this one.</summary>
    public KeyPath Child(string name) => new(Names.Add(name));

    /// <summary>Whether this path is the given one or stands inside it.</summary>
    public bool IsWithin(KeyPath outer) => Names.AsSpan().StartsWith(outer.Names.AsSpan());

    /// <inheritdoc/>
    public bool Equals(KeyPath? other) => other is not null && Names.AsSpan().SequenceEqual(other.Names.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KeyPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var name in Names) hash.Add(name, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>The path as it would be written in a file, with quotation marks where they are needed.</summary>
    public override string ToString() => string.Join('.', Names.Select(KeyText.Write));
}
