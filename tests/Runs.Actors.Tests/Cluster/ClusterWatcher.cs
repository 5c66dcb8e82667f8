using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Runtime.Journal;

namespace Runs.Actors.Tests.Cluster;

/// <summary>Watches a run through a node, and goes on by what it has got when it is cut off.</summary>
internal sealed class ClusterWatcher
{
    private readonly RunId _run;
    private readonly List<RunFrame> _frames = [];
    private RunCursor _cursor;

    private ClusterWatcher(RunId run, RunCursor after) => (_run, _cursor) = (run, after);

    /// <summary>What it has seen, through all nodes.</summary>
    public IReadOnlyList<RunFrame> Frames => _frames;

    public IReadOnlyList<string> Lines => StreamedLines.Of(_frames);

    /// <summary>The sequence numbers of journaled frames, in the order in which they came.</summary>
    public IReadOnlyList<long> Seqs => [.. _frames.Where(frame => frame is not AgentStreaming).Select(frame => frame.Seq)];

    public string Text => string.Concat(_frames.OfType<AgentStreaming>().Select(frame => frame.Event is StreamingEvent.Text text ? text.Delta : ""));

    /// <summary>Whether the run's end was seen.</summary>
    public bool HasEnded => _frames.Any(frame => frame is StrategyCompleted or StrategyError);

    /// <summary>Whether the run was seen to be erased.</summary>
    public bool IsOver { get; private set; }

    public static ClusterWatcher Of(SystemNode node, RunId run, RunCursor? after = null)
    {
        var watcher = new ClusterWatcher(run, after ?? RunCursor.Of(0, []));
        watcher.Through(node);
        return watcher;
    }

    /// <summary>Loses its connection again and again, and takes any of these nodes the next time.</summary>
    public static ClusterWatcher Restless(SystemCluster cluster, RunId run, IReadOnlyList<SystemNode> nodes, Random random)
    {
        var watcher = new ClusterWatcher(run, RunCursor.Of(0, []));
        cluster.Kernel.World.Start(async () =>
        {
            while (!watcher.HasEnded)
            {
                var node = nodes[random.Next(nodes.Count)];
                await node.Process.Call(() => watcher.Read(node.System!, random.Next(1, 6)));
                await cluster.Pass(TimeSpan.FromMilliseconds(random.Next(0, 400)));
            }
        });
        return watcher;
    }

    /// <summary>Goes on through this node. The way before must have ended.</summary>
    public void Through(SystemNode node) => node.Process.Start(async () =>
    {
        while (true)
        {
            try
            {
                IsOver = await Read(node.System!, int.MaxValue);
                return;
            }
            catch (JournalException)
            {
                // By the cursor.
            }
        }
    });

    private async Task<bool> Read(RunSystem system, int count)
    {
        await foreach (var frame in system.Frames(_run, Parsed(_cursor)))
        {
            _frames.Add(frame);
            _cursor = frame is AgentStreaming streaming ? streaming.Cursor.NotBefore(_cursor.Seq) : _cursor.NotBefore(frame.Seq);
            if (--count == 0)
                return false;
        }

        return true;
    }

    private static RunCursor Parsed(RunCursor cursor) =>
        RunCursor.TryParse(cursor.ToString(), out var parsed) ? parsed : throw new FormatException(cursor.ToString());
}
