using System.Text;

namespace Runs.Journal.Postgres;

/// <summary>
/// Text as the database can hold it: PostgreSQL has no character U+0000, so that and U+0001 are written as two characters each, in a way that
/// keeps every order. Most text is stored as it is. A journal's text is any valid Unicode.
/// </summary>
internal static class StoredText
{
    private const char Escape = '\u0001';

    // Strict: an id that is no valid UTF-16 must be refused; replaced silently, two ids would become one.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is to be stored.</summary>
    /// <exception cref="EncoderFallbackException">The text has half a surrogate pair.</exception>
    public static string Encode(string text)
    {
        _ = Utf8.GetByteCount(text);
        return text.AsSpan().IndexOfAny('\0', Escape) < 0 ? text : text.Replace("\u0001", "\u0001\u0002", StringComparison.Ordinal).Replace("\0", "\u0001\u0001", StringComparison.Ordinal);
    }

    /// <summary>What <see cref="Encode"/> was given.</summary>
    public static string Decode(string stored) =>
        !stored.Contains(Escape) ? stored : stored.Replace("\u0001\u0001", "\0", StringComparison.Ordinal).Replace("\u0001\u0002", "\u0001", StringComparison.Ordinal);
}
