using Runs.Actors.Attempts;

namespace Runs.Actors.Tests.Clusters;

/// <summary>The work of a cluster's processes: each goes on until the test says so, or it is stopped. It says what it has seen.</summary>
internal sealed class WatchedWork
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>The nodes whose processes come to their end.</summary>
    public HashSet<string> Finished { get; } = [];

    /// <summary>Whether stops by request are ignored.</summary>
    public bool IsStubborn { get; set; }

    /// <summary>The nodes that have begun a process, in order.</summary>
    public List<string> Begun { get; } = [];

    /// <summary>Those whose processes were asked to stop.</summary>
    public List<string> Stopped { get; } = [];

    /// <summary>Those whose processes were stopped by force.</summary>
    public List<string> Forced { get; } = [];

    public async ValueTask<AttemptOutcome> Do(string node, TimeProvider time, AttemptRequest request, AttemptStop stop)
    {
        Begun.Add(node);
        using var requested = stop.Requested.Register(() => Stopped.Add(node));
        using var forced = stop.Forced.Register(() => Forced.Add(node));
        await Task.Delay(Look, time, CancellationToken.None);
        while (!Finished.Contains(node))
        {
            if (stop.Forced.IsCancellationRequested || (stop.Requested.IsCancellationRequested && !IsStubborn))
                return new AttemptOutcome.Stopped();
            await Task.Delay(Look, time, CancellationToken.None);
        }

        return DelegateHandler.Done($"by {node}");
    }
}
