using System.Net.WebSockets;
using Runs.Cluster.Tests.Harness;

namespace Runs.Cluster.Tests.Clients;

/// <summary>
/// Follows one run over a WebSocket to its end, with its cursor on one node after the other, and demands each time what the protocol promises:
/// every stored frame once and in order, and live text without a character twice or missing.
/// </summary>
internal sealed class FrameViewer(IReadOnlyList<ClusterNode> nodes, int node, string run, int segments)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly WatchedRun _seen = new(run, segments);
    private int _connections;
    private string _trouble = "none";

    /// <summary>What it has seen.</summary>
    public WatchedRun Seen => _seen;

    /// <summary>How many connections it took.</summary>
    public int Connections => _connections;

    /// <summary>Follows the run until it has ended.</summary>
    public async Task Follow(CancellationToken late)
    {
        for (var at = node; !_seen.HasEnded; at = (at + 1) % nodes.Count)
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException($"A viewer of {run} never saw its end, on {_connections} connections; the last trouble was: {_trouble}. It saw {string.Join(", ", _seen.Journaled.Select(frame => $"{frame.Seq()} {frame.Kind()}"))}");
            try
            {
                await FollowAt(nodes[at].Address, late);
            }
            catch (Exception lost) when (lost is WebSocketException or HttpRequestException or TimeoutException or OperationCanceledException or IOException or ObjectDisposedException or ConnectionClosedException)
            {
                _trouble = lost.Message;
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private async Task FollowAt(Uri address, CancellationToken late)
    {
        using var client = await TestClient.Connect(address);
        client.Check = new FrameChain().Demand;
        Interlocked.Increment(ref _connections);
        // A frame that never comes is the test's to name, which knows what it has waited for.
        await using var end = late.UnsafeRegister(_ => client.Dispose(), null);
        await _seen.Subscribe(client);
        while (!_seen.HasEnded)
        {
            var frame = await client.TryNext("a frame") ?? throw new ConnectionClosedException("it was closed");
            // The node can't look just now: another may.
            if (frame.Kind() == "error")
                throw new ConnectionClosedException(frame.ToString());
            // Where the run stands in its queue is no frame of the journal and has no number.
            if (frame.ContainsKey("seq"))
                _seen.Take(frame);
        }
    }
}
