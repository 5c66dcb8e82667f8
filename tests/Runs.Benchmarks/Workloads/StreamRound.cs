using System.Diagnostics;
using Runs.Benchmarks.Serving;

namespace Runs.Benchmarks.Workloads;

/// <summary>One streamed run: who followed it, and what it cost.</summary>
internal sealed class StreamRound : IDisposable
{
    /// <summary>Those that read all the time.</summary>
    public List<StreamFollower> Readers { get; } = [];

    /// <summary>Those that read when the others are done.</summary>
    public List<StreamFollower> Stalled { get; } = [];

    public TimeSpan ServerCpu { get; set; }

    public TimeSpan ClientCpu { get; set; }

    public long ResidentBefore { get; set; }

    public long ResidentPeak { get; set; }

    /// <summary>When those that read are done, and before the others read.</summary>
    public long ResidentAfter { get; set; }

    /// <summary>From the first delta at any of the readers to the last at any of them.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(Readers.Min(reader => reader.FirstAt), Readers.Max(reader => reader.LastAt)).TotalSeconds;

    public void Dispose()
    {
        foreach (var follower in Readers.Concat(Stalled))
            follower.Dispose();
    }
}
