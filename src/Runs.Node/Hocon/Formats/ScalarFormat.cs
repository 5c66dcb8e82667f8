using System.Diagnostics.CodeAnalysis;
using Runs.Node.Hocon.Keys;
using Runs.Node.Hocon.Values;

namespace Runs.Node.Hocon.Formats;

/// <summary>Tries to read a text; the same shape as the <c>TryParse</c> methods.</summary>
internal delegate bool ScalarParse<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>How one kind of plain value is written.</summary>
/// <param name="Expected">Completes "must be …".</param>
/// <param name="TryParse">Reads the text.</param>
internal sealed record ScalarFormat<T>(string Expected, ScalarParse<T> TryParse)
{
    /// <summary>Reads the value of a key.</summary>
    /// <exception cref="ConfigException"><c>config.invalid</c>.</exception>
    public T Read(KeyPath key, ConfigValue value) => value is ConfigScalar scalar && TryParse(scalar.Text, out var read)
        ? read
        : throw ConfigException.Invalid(key, value, Expected);
}
