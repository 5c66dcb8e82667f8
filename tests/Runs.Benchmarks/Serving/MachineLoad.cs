namespace Runs.Benchmarks.Serving;

/// <summary>How busy the machine is, with what is measured and all else.</summary>
internal static class MachineLoad
{
    /// <summary>Processes that ran or wanted to, over the last minute, five and fifteen.</summary>
    public static string Averages => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
}
