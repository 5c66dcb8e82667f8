using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Runs.Steps.Artifacts;

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
    private const int OpenNonBlocking = 0x800;
    private const int EmptyPath = 0x1000;
    private const uint WantedOfFile = 0x7ff;
    private const int TypeOfFile = 0xf000;
    private const int RegularFile = 0x8000;
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

    /// <summary>Opens a directory; <see langword="null"/> when there is none at the path.</summary>
    public static SafeFileHandle? OpenDirectory(string path) => Valid(open(path, OpenCloseOnExec | DirectoryFlag));

    /// <summary>Opens what has a name in a directory, of the type given and no link; <see langword="null"/> when there is nothing of it.</summary>
    public static SafeFileHandle? OpenAt(SafeFileHandle directory, string name, int type) =>
        Valid(openat(directory, name, OpenCloseOnExec | NoFollowFlag | type));

    /// <summary>For <see cref="OpenAt"/>: a directory.</summary>
    public static int DirectoryOnly => DirectoryFlag;

    /// <summary>For <see cref="OpenAt"/>: whatever it is, without waiting for anybody at the other end of it.</summary>
    public static int AnyFile => OpenNonBlocking;

    /// <summary>Which file or directory is open.</summary>
    public static FileIdentity Identify(SafeFileHandle file)
    {
        var status = Status(file);
        return new(((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode);
    }

    /// <summary>Whether a file is open, and not a directory, a pipe or a device.</summary>
    public static bool IsRegularFile(SafeFileHandle file) => (Status(file).Mode & TypeOfFile) == RegularFile;

    // The two families of processors have these numbers the other way round.
    private static int DirectoryFlag => IsArm ? 0x4000 : 0x10000;

    private static int NoFollowFlag => IsArm ? 0x8000 : 0x20000;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    private static SafeFileHandle? Valid(SafeFileHandle handle)
    {
        if (!handle.IsInvalid)
            return handle;
        handle.Dispose();
        return null;
    }

    private static FileStatus Status(SafeFileHandle file) => statx(file, "", EmptyPath, WantedOfFile, out var status) == 0
        ? status
        : throw new IOException($"An open file can't be looked at (error {Marshal.GetLastPInvokeError()}).");

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

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle openat(SafeFileHandle directory, string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle directory, string path, int flags, uint mask, out FileStatus status);

    /// <summary>The system's statx, which is laid out the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
