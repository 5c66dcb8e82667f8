using Runs.Runtime.Journal;

namespace Runs.Journal.Sqlite.Directories;

/// <summary>
/// The exclusive lock of a data directory: an open file that the operating system releases when its process ends, however it ends.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    // EWOULDBLOCK, which is what .NET's FileShare.None (an flock) meets when another open file has the lock.
    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    internal static DirectoryLock Take(string directory, string lockPath, string holderPath)
    {
        try
        {
            return new DirectoryLock(new FileStream(lockPath, AtomicFile.CreatePrivate(FileMode.OpenOrCreate)));
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw new JournalException(DataErrors.InUse, InUse(directory, HolderFile.Read(holderPath)), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(DataErrors.Unusable, $"The data directory {directory} can't be locked: {e.Message} Check its permissions, or choose another with --data.", e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string InUse(string directory, DataHolder? holder) => holder is { IsAlive: true }
        ? $"The data directory {directory} is in use by process {holder.Pid} ({holder.Command}) since {holder.StartedAt:u}. Wait for it, stop it, or choose another directory with --data."
        : $"The data directory {directory} is in use by another process. Stop that process, or choose another directory with --data.";
}
