using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Runs.Actors.Live;
using Runs.Domain.Identity;

namespace Runs.Actors.Subscriptions;

/// <summary>
/// A cursor as text: a letter for the version, so that it is no number, then base64url of numbers of 7 bits a byte, lowest first,
/// and names after their length. Version b follows live output; version a is a plain sequence number.
/// </summary>
internal static class RunCursorText
{
    private const char Plain = 'a';
    private const char Following = 'b';
    private const int MaxBytes = (RunCursor.MaxLength - 1) / 4 * 3;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Write(RunCursor cursor)
    {
        var bytes = new List<byte>(64);
        Write(bytes, cursor.Seq);
        if (cursor.FollowsLive)
            Write(bytes, cursor.Seq - cursor.LiveSeq);
        foreach (var place in cursor.Places)
        {
            var length = bytes.Count;
            Write(bytes, place);
            if (bytes.Count <= MaxBytes)
                continue;
            bytes.RemoveRange(length, bytes.Count - length);
            break;
        }

        return (cursor.FollowsLive ? Following : Plain) + Base64Url.EncodeToString(bytes.ToArray());
    }

    public static bool TryRead(string? text, [NotNullWhen(true)] out RunCursor? cursor)
    {
        cursor = null;
        if (text is null || text.Length is < 2 or > RunCursor.MaxLength || text[0] is not (Plain or Following))
            return false;
        Span<byte> buffer = stackalloc byte[MaxBytes];
        // The decoder overlooks white space; a cursor has none.
        if (text.Any(char.IsWhiteSpace) || !Base64Url.IsValid(text.AsSpan(1)) || !Base64Url.TryDecodeFromChars(text.AsSpan(1), buffer, out var length))
            return false;
        ReadOnlySpan<byte> bytes = buffer[..length];
        if (!TryRead(ref bytes, RunCursor.MaxSeq, out var seq))
            return false;
        if (text[0] == Plain)
        {
            cursor = RunCursor.After(seq);
            return bytes.IsEmpty;
        }

        if (!TryRead(ref bytes, seq, out var lag))
            return false;
        var places = new List<LivePlace>();
        while (!bytes.IsEmpty)
        {
            if (!TryRead(ref bytes, out LivePlace place) || (places.Count > 0 && places[^1].Unit >= place.Unit))
                return false;
            places.Add(place);
        }

        cursor = RunCursor.Of(seq - lag, places).NotBefore(seq);
        return true;
    }

    private static void Write(List<byte> bytes, in LivePlace place)
    {
        var unit = Utf8.GetBytes(place.Unit.Value);
        Write(bytes, unit.Length);
        bytes.AddRange(unit);
        Write(bytes, place.Attempt);
        Write(bytes, place.Address.Part);
        Write(bytes, place.Address.Offset);
        Write(bytes, place.TextLength);
        Write(bytes, place.Thought is { } thought ? thought + 1L : 0);
    }

    private static bool TryRead(ref ReadOnlySpan<byte> bytes, out LivePlace place)
    {
        place = default;
        if (!TryRead(ref bytes, bytes.Length, out var length) || length > bytes.Length || !TryDecode(bytes[..(int)length], out var unit))
            return false;
        bytes = bytes[(int)length..];
        if (!TryRead(ref bytes, int.MaxValue, out var attempt) || !TryRead(ref bytes, int.MaxValue, out var part)
            || !TryRead(ref bytes, int.MaxValue, out var offset) || !TryRead(ref bytes, int.MaxValue, out var textLength)
            || !TryRead(ref bytes, int.MaxValue, out var thought))
            return false;
        place = new(new StepId(unit), (int)attempt, new((int)part, (int)offset), (int)textLength, thought == 0 ? null : (int)thought - 1);
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        try
        {
            text = Utf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static void Write(List<byte> bytes, long number)
    {
        for (; number >= 0x80; number >>= 7)
            bytes.Add((byte)(number | 0x80));
        bytes.Add((byte)number);
    }

    private static bool TryRead(ref ReadOnlySpan<byte> bytes, long max, out long number)
    {
        number = 0;
        for (var shift = 0; shift < 63 && !bytes.IsEmpty; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            number |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
                return number >= 0 && number <= max;
        }

        return false;
    }
}
