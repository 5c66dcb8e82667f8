using Runs.Journal.Sqlite.Directories;
using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite;

/// <summary>
/// The directory in which one process keeps its journal, its artifacts and the records of its child processes. Whoever has
/// opened it holds it exclusively until it is disposed of or its process ends.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // ENOSPC, the same number on every system that .NET runs on but Windows.
    private const int NoSpace = 28;

    private readonly DirectoryLock _lock;
    private DataHolder _holder;
    private bool _disposed;

    private DataDirectory(string path, DirectoryLock held, DataHolder holder)
    {
        Path = path;
        _lock = held;
        _holder = holder;
    }

    /// <summary>The directory's full path.</summary>
    public string Path { get; }

    /// <summary>The journal's database.</summary>
    public string JournalPath => JournalIn(Path);

    /// <summary>The directory of results too large for the journal.</summary>
    public string ArtifactsPath => System.IO.Path.Combine(Path, "artifacts");

    /// <summary>The directory in which running child processes are recorded.</summary>
    public string ProcessesPath => System.IO.Path.Combine(Path, "processes");

    /// <summary>The directory of the temporary files with live output; it is made when it is needed.</summary>
    public string LivePath => System.IO.Path.Combine(Path, "live");

    /// <summary>
    /// Takes a directory, which is created with mode 0700 when there is none; the mode of one that exists is left alone.
    /// </summary>
    /// <exception cref="JournalException"><see cref="DataErrors.InUse"/> or <see cref="DataErrors.Unusable"/>.</exception>
    public static DataDirectory Open(string path, DataDirectoryOptions? options = null)
    {
        options ??= new DataDirectoryOptions();
        path = System.IO.Path.GetFullPath(path);
        Create(path);
        var held = DirectoryLock.Take(path, System.IO.Path.Combine(path, "lock"), HolderIn(path));
        var holder = new DataHolder(
            Environment.ProcessId,
            ProcessIdentity.StartOf(Environment.ProcessId) ?? "",
            ProcessIdentity.BootId,
            options.Time.GetUtcNow(),
            options.Command,
            Incarnation: 0);
        var directory = new DataDirectory(path, held, holder);
        try
        {
            HolderFile.Write(HolderIn(path), holder);
            Create(directory.ArtifactsPath);
            Create(directory.ProcessesPath);
            return directory;
        }
        catch (Exception e)
        {
            held.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw Unusable(path, e);
            throw;
        }
    }

    /// <summary>
    /// Who holds a directory, without disturbing anyone: <see langword="null"/> when no living process of this machine does. To
    /// be told apart from a guess, open it.
    /// </summary>
    public static DataHolder? Holder(string path) => HolderFile.Read(HolderIn(path)) is { IsAlive: true } holder ? holder : null;

    /// <summary>Tells others the incarnation of the node that holds the directory. A store does it when a node joins.</summary>
    internal void Announce(long incarnation)
    {
        _holder = _holder with { Incarnation = incarnation };
        HolderFile.Write(HolderIn(Path), _holder);
    }

    /// <summary>Gives the directory back. Dispose of its store first.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        // Before the lock goes: afterwards the file may be the next holder's.
        if (File.Exists(HolderIn(Path)))
            File.Delete(HolderIn(Path));
        _lock.Dispose();
    }

    internal static string JournalIn(string path) => System.IO.Path.Combine(path, "journal.db");

    private static string HolderIn(string path) => System.IO.Path.Combine(path, "holder.json");

    private static void Create(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, PrivateDirectory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e);
        }
    }

    private static JournalException Unusable(string path, Exception e) => e.HResult == NoSpace
        ? new(DataErrors.Full, $"The disk of the data directory {path} is full. Make room and try again.", e)
        : new(DataErrors.Unusable, $"{path} can't be used as a data directory: {e.Message} Check that it is a directory that you may write to, or choose another with --data.", e);
}
