using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Runs.Steps;

/// <summary>The few system calls that the class library has no API for. Linux only, as all of processes and records is.</summary>
internal static partial class Posix
{
    public const int Pipe = 13;
    public const int Terminate = 15;
    public const int Kill = 9;

    private const int ExecuteAccess = 1;
    private const int NoSuchProcess = 3;
    private const int PathMax = 4096;
    private const int OpenCloseOnExec = 0x80000;
    private const nuint BytesReadable = 0x541B;

    /// <summary>Sends a signal to a process, or with a negative id to a group. False when there is none.</summary>
    public static bool Signal(int id, int signal) => kill(id, signal) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    /// <summary>Takes back that a signal is ignored.</summary>
    public static void RestoreDefault(int signal) => _ = Posix.signal(signal, 0);

    /// <summary>Whether this user may execute the file.</summary>
    public static bool IsExecutable(string path) => access(path, ExecuteAccess) == 0;

    /// <summary>The path without links, dots and double slashes; <see langword="null"/> when nothing is there.</summary>
    public static string? RealPath(string path)
    {
        Span<byte> resolved = stackalloc byte[PathMax];
        return realpath(path, resolved) == 0 ? null : Encoding.UTF8.GetString(resolved[..resolved.IndexOf((byte)0)]);
    }

    /// <summary>How many bytes can be read from a pipe without waiting.</summary>
    public static int Readable(SafePipeHandle pipe) => ioctl(pipe, BytesReadable, out var bytes) == 0 ? bytes : 0;

    /// <summary>Makes the names in a directory durable.</summary>
    /// <exception cref="IOException">The directory can't be opened.</exception>
    public static void FlushDirectory(string path)
    {
        using var directory = open(path, OpenCloseOnExec);
        if (directory.IsInvalid)
            throw new IOException($"The directory {path} can't be opened (error {Marshal.GetLastPInvokeError()}).");
        RandomAccess.FlushToDisk(directory);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int id, int signal);

    [LibraryImport("libc")]
    private static partial nint signal(int signal, nint handler);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint realpath(string path, Span<byte> resolved);

    [LibraryImport("libc")]
    private static partial int ioctl(SafePipeHandle pipe, nuint request, out int bytes);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);
}
