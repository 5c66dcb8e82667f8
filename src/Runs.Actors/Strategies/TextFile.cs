using System.Diagnostics.CodeAnalysis;
using System.Text;
using Runs.Domain;
using Runs.Domain.Strategies;

namespace Runs.Actors.Strategies;

/// <summary>The text of a file, or why there is none.</summary>
internal sealed class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private TextFile(string? text, int bytes, RunError? error)
    {
        Text = text;
        Bytes = bytes;
        Error = error;
    }

    [MemberNotNullWhen(true, nameof(Text))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    public string? Text { get; }

    public int Bytes { get; }

    public RunError? Error { get; }

    /// <summary>Reads a UTF-8 file of at most so many bytes; a byte order mark is dropped.</summary>
    public static TextFile Read(string path, int maxBytes, RunError missing)
    {
        if (!File.Exists(path))
            return Refused(missing);

        try
        {
            var bytes = ReadAtMost(path, maxBytes + 1);
            return bytes.Length > maxBytes
                ? TooLarge(maxBytes, path)
                : new TextFile(Strict.GetString(WithoutMark(bytes)), bytes.Length, null);
        }
        catch (DecoderFallbackException)
        {
            return Refused(StrategyCodes.Encoding, $"File is not valid UTF-8: {path}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refused(missing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(StrategyCodes.Unreadable, $"File cannot be read: {path}");
        }
    }

    /// <summary>The text of a file that somebody else has read, of at most so many bytes in UTF-8.</summary>
    public static TextFile Of(string text, int maxBytes, string name)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes > maxBytes ? TooLarge(maxBytes, name) : new TextFile(text.StartsWith('\ufeff') ? text[1..] : text, bytes, null);
    }

    /// <summary>No text.</summary>
    public static TextFile Refused(RunError error) => new(null, 0, error);

    /// <summary>
    /// A file can grow while it is read, so its length is no bound. But it is mostly right: a buffer for the largest file there may be
    /// would cost a full garbage collection every few reads.
    /// </summary>
    private static ReadOnlySpan<byte> ReadAtMost(string path, int most)
    {
        using var stream = File.OpenRead(path);
        var buffer = new byte[Math.Min(most, (stream.CanSeek ? stream.Length : 0) + 1)];
        var length = 0;
        while (true)
        {
            length += stream.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            if (length < buffer.Length || length == most)
                return buffer.AsSpan(0, length);
            Array.Resize(ref buffer, (int)Math.Min(most, (buffer.Length * 2L) + 4096));
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    private static TextFile TooLarge(int maxBytes, string path) => Refused(StrategyCodes.TooLarge, $"File is larger than {Sizes.Format(maxBytes)}: {path}");

    private static TextFile Refused(string code, string message) => Refused(new RunError(code, message));
}
