namespace Runs.Journal.Sqlite.Directories;

/// <summary>Writes a file so that readers see the old content or the new, whatever happens in between.</summary>
internal static class AtomicFile
{
    internal const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = path + ".tmp";
        using (var file = new FileStream(draft, CreatePrivate(FileMode.Create)))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Options for a file that only its owner may read.</summary>
    internal static FileStreamOptions CreatePrivate(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return options;
    }
}
