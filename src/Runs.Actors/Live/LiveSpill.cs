namespace Runs.Actors.Live;

/// <summary>
/// The folder of the temporary files of one process. A file has no name any more once it is open, so it is gone with the process
/// however that ends; what a system without that has left behind is deleted at the next start.
/// </summary>
internal sealed class LiveSpill
{
    private const string Pattern = "*.live";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory;
    private long _last;

    private LiveSpill(string directory) => _directory = directory;

    /// <summary>Takes a folder, and makes it where it is missing.</summary>
    /// <exception cref="IOException">The folder can't be used.</exception>
    public static LiveSpill Open(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        foreach (var left in Directory.EnumerateFiles(directory, Pattern))
            File.Delete(left);
        return new LiveSpill(directory);
    }

    /// <summary>A new file; <see langword="null"/> when there can't be one.</summary>
    public LiveSpillFile? TryCreate()
    {
        var path = Path.Combine(_directory, $"{Environment.ProcessId}-{Interlocked.Increment(ref _last)}.live");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            var file = new LiveSpillFile(new FileStream(path, options));
            File.Delete(path);
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
