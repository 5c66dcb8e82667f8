using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Runs.Steps.Http.Exchange;

/// <summary>The text of a response's body: UTF-8, unless its content type says otherwise.</summary>
internal static class ResponseText
{
    /// <summary>Takes bytes that are text, without a byte order mark; or says why they are none.</summary>
    public static bool TryDecode(ArraySegment<byte> bytes, string? charset, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? problem)
    {
        text = null;
        problem = null;
        try
        {
            var encoding = Encoding.GetEncoding(charset?.Trim('"') ?? "utf-8", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            var preamble = encoding.Preamble;
            text = encoding.GetString(preamble.Length > 0 && bytes.AsSpan().StartsWith(preamble) ? bytes[preamble.Length..] : bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            problem = charset is null ? "its bytes aren't UTF-8" : "its bytes aren't in the charset that it names";
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            problem = "it names a charset that isn't known here";
        }

        return false;
    }
}
