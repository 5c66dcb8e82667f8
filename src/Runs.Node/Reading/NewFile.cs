using Runs.Node.CommandLine;

namespace Runs.Node.Reading;

/// <summary>A file that is there whole, or not at all, for this user alone.</summary>
internal static class NewFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="bytes">What.</param>
    /// <param name="replaces">Whether it may take the place of another.</param>
    /// <exception cref="UserError">There is one already, or it can't be written.</exception>
    public static async Task Write(string path, byte[] bytes, bool replaces)
    {
        if (!replaces && Path.Exists(path))
            throw Exists(path);
        var unfinished = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Private };
            await using (var file = new FileStream(unfinished, options))
            {
                await file.WriteAsync(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, replaces);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            // Another program may have been quicker.
            throw !replaces && Path.Exists(path) ? Exists(path) : new UserError("cli.output", $"{path} can't be written: {error.Message}");
        }
    }

    private static UserError Exists(string path) => new("cli.output", $"{path} exists already; give another file, or --force to replace it.");
}
