using System.Diagnostics;
using System.Globalization;

namespace Runs.Journal.Sqlite.Directories;

/// <summary>
/// What tells one process from another that got the same id later: the time it started, and the boot in which it did.
/// </summary>
internal static class ProcessIdentity
{
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    // Counted from the field after the command's closing bracket; see proc(5).
    private const int StateField = 0;
    private const int StartField = 19;

    internal static string BootId { get; } = File.Exists(BootIdPath) ? File.ReadAllText(BootIdPath).Trim() : "";

    /// <summary>When the process started, in the system's own words; <see langword="null"/> when there is no such living process.</summary>
    internal static string? StartOf(int pid) => OperatingSystem.IsLinux() ? FromProc(pid) : FromFramework(pid);

    private static string? FromProc(int pid)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[StateField] is "Z" or "X" ? null : fields[StartField];
    }

    private static string? FromFramework(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
