namespace Runs.Steps;

/// <summary>Files and directories that are for this user alone, and no links.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode DirectoryMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a directory where it is missing. True when it was.</summary>
    /// <exception cref="IOException">A link is in its place, or a file.</exception>
    public static bool CreateDirectory(string path)
    {
        if (IsLink(path))
            throw new IOException($"{path} is a link; a directory is expected.");
        if (Directory.Exists(path))
            return false;
        Directory.CreateDirectory(path, DirectoryMode);
        return true;
    }

    /// <summary>Creates a file that must not exist yet, and locks it: nobody else can open it this way until it is closed.</summary>
    public static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = System.IO.FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.None,
        UnixCreateMode = FileMode,
    });

    /// <summary>Whether a link is there, wherever it leads.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
