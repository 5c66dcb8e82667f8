using System.Buffers;
using System.Text;

namespace Runs.Node.Hocon.Parsing;

/// <summary>Files as bounded UTF-8 text.</summary>
internal static class SourceFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; nothing if it does not exist.</summary>
    /// <param name="path">Relative to the working directory, or absolute.</param>
    /// <param name="budget">What may be read; what was read is taken from it.</param>
    /// <param name="requestedAt">Who asked for the file, for the error that it cannot be read.</param>
    public static string? Read(string path, ByteBudget budget, Origin requestedAt)
    {
        try
        {
            return ReadText(path, budget);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException)
        {
            throw ConfigException.Malformed(new Origin(path), "the file is not UTF-8 text");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw ConfigException.Unreadable(requestedAt, unreadable);
        }
    }

    // The length of a file is not asked for: a pipe or a device has none.
    private static string ReadText(string path, ByteBudget budget)
    {
        using var stream = File.OpenRead(path);
        var buffer = ArrayPool<byte>.Shared.Rent(budget.Left + 1);
        try
        {
            var bytes = buffer.AsSpan(0, budget.Left + 1);
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            budget.Spend(read, new Origin(path));
            return Strict.GetString(bytes[..read]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
