using Microsoft.Win32.SafeHandles;

namespace Runs.Steps.Artifacts;

/// <summary>
/// A directory that is kept open. What is done in it by name is done in this very directory, whatever has been put in the place of its
/// path by then, and no link in it is followed.
/// </summary>
internal sealed class HeldDirectory : IDisposable
{
    private readonly SafeFileHandle _handle;

    private HeldDirectory(SafeFileHandle handle)
    {
        _handle = handle;
        Identity = Posix.Identify(handle);
    }

    /// <summary>Which one it is.</summary>
    public FileIdentity Identity { get; }

    /// <summary>A path to it that always leads here.</summary>
    public string Path => $"/proc/self/fd/{_handle.DangerousGetHandle()}";

    /// <summary>Opens the directory at a path. Links in the path are its owner's business, and followed.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static HeldDirectory Open(string path) =>
        new(Posix.OpenDirectory(path) ?? throw new IOException($"The directory {path} can't be opened."));

    /// <summary>Opens a directory in this one; <see langword="null"/> when there is none, or a link or a file in its place.</summary>
    public HeldDirectory? TryOpen(string name) =>
        Posix.OpenAt(_handle, Checked(name), Posix.DirectoryOnly) is { } handle ? new HeldDirectory(handle) : null;

    /// <summary>Opens a directory in this one, for this user alone where it has to be made.</summary>
    /// <exception cref="IOException">A link is in its place, or a file.</exception>
    public HeldDirectory OpenOrCreate(string name)
    {
        if (TryOpen(name) is { } known)
            return known;
        if (PrivateFiles.CreateDirectory(PathOf(name)))
            Flush();
        return TryOpen(name) ?? throw new IOException($"{name} is a link or a file; a directory is expected.");
    }

    /// <summary>Opens a file in this directory for reading; <see langword="null"/> when there is none, or something else in its place.</summary>
    public FileStream? TryRead(string name)
    {
        if (Posix.OpenAt(_handle, Checked(name), Posix.AnyFile) is not { } handle)
            return null;
        if (Posix.IsRegularFile(handle))
            return new FileStream(handle, FileAccess.Read);
        handle.Dispose();
        return null;
    }

    /// <summary>The path of what has a name in this directory.</summary>
    public string PathOf(string name) => $"{Path}/{Checked(name)}";

    /// <summary>Makes the names in it durable.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static string Checked(string name) => name.Length > 0 && name is not ("." or "..") && name.IndexOfAny(['/', '\0']) < 0
        ? name
        : throw new ArgumentException($"'{name}' is no name in a directory.", nameof(name));
}
