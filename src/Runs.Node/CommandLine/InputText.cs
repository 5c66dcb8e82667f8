using System.Text;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine;

/// <summary>An input as the command line gives it: the text itself, <c>@file</c>, or <c>-</c> for standard input.</summary>
internal static class InputText
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it.</summary>
    /// <exception cref="UserError">It can't be read, isn't UTF-8 or is too large.</exception>
    public static async Task<string> Read(string? argument, StandardStreams streams) => argument switch
    {
        null => "",
        "-" => await streams.In.ReadToEndAsync(),
        ['@', .. var path] => ReadFile(path),
        _ => argument,
    };

    private static string ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new UserError("input.too-large", $"The input file {path} is larger than 16 MiB.");
            return Strict.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            throw new UserError("input.encoding", $"The input file {path} is not UTF-8.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError("input.unreadable", $"The input file {path} can't be read: {error.Message}");
        }
    }
}
