using Runs.Actors.Frames;
using Runs.Actors.Subscriptions;
using Runs.TestKit.Nodes;

namespace Runs.Actors.Tests.Subscriptions;

/// <summary>Loses its connection again and again, and goes on by what it has got, as docs/protocol.md tells clients to.</summary>
internal sealed class ReconnectingSubscriber
{
    private readonly List<RunFrame> _frames = [];
    private RunCursor _cursor = RunCursor.Of(0, []);

    public IReadOnlyList<RunFrame> Frames => _frames;

    public int Connections { get; private set; }

    /// <summary>Reads so many frames in each connection, and is away for so long after it.</summary>
    public static ReconnectingSubscriber Of(TestRun run, Func<int> frames, Func<TimeSpan> pause)
    {
        var subscriber = new ReconnectingSubscriber();
        var time = run.Node.Kernel.World.Time;
        run.Node.Kernel.World.Start(async () =>
        {
            while (!subscriber._frames.Any(frame => frame is StrategyCompleted or StrategyError))
            {
                await subscriber.Read(run, frames());
                await Task.Delay(pause(), time);
            }
        });
        return subscriber;
    }

    private async Task Read(TestRun run, int count)
    {
        Connections++;
        await foreach (var frame in run.Node.System.Frames(run.Id, Parsed(_cursor)))
        {
            _frames.Add(frame);
            _cursor = frame is AgentStreaming streaming ? streaming.Cursor.NotBefore(_cursor.Seq) : _cursor.NotBefore(frame.Seq);
            if (--count == 0)
                return;
        }
    }

    private static RunCursor Parsed(RunCursor cursor) =>
        RunCursor.TryParse(cursor.ToString(), out var parsed) ? parsed : throw new FormatException(cursor.ToString());
}
