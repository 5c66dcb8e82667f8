namespace Runs.Benchmarks.Workloads;

/// <summary>Shares of measured times.</summary>
internal static class Percentiles
{
    /// <summary>The time that this share of them doesn't exceed. Sorts the list.</summary>
    public static double Percentile(this List<double> times, double share)
    {
        times.Sort();
        return Math.Round(times[(int)Math.Min(times.Count - 1, times.Count * share)], 3);
    }
}
