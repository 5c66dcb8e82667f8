using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon;

/// <summary>A key that nothing reads.</summary>
/// <param name="Key">The whole path.</param>
/// <param name="Origin">Where its value was written.</param>
/// <param name="Suggestion">A known key that is written much alike, if there is one.</param>
internal sealed record UnknownKey(KeyPath Key, Origin Origin, KeyPath? Suggestion)
{
    /// <summary>The code of this error: <see cref="ConfigCodes.UnknownKey"/>.</summary>
    public const string Code = ConfigCodes.UnknownKey;

    /// <summary>One sentence for the user. It shows the key, never the value.</summary>
    public string Message => Suggestion is null
        ? $"{Origin}: nothing reads the key {Key}; remove it."
        : $"{Origin}: nothing reads the key {Key}; did you mean {Suggestion}?";
}
