using Runs.Actors.Frames;
using Runs.TestKit.Nodes;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests;

/// <summary>One more subscriber of a run, from a cursor on, at a pace of its own.</summary>
internal sealed class Subscriber
{
    private readonly List<RunFrame> _frames = [];

    private Subscriber()
    {
    }

    public IReadOnlyList<RunFrame> Frames => _frames;

    /// <summary>The frames as lines, the pieces of a streamed text joined.</summary>
    public IReadOnlyList<string> Lines => StreamedLines.Of(_frames);

    public static Subscriber Of(TestRun run, long afterSeq = 0, TimeSpan pace = default)
    {
        var subscriber = new Subscriber();
        var system = run.Node.System;
        var time = run.Node.Kernel.World.Time;
        run.Node.Kernel.World.Start(async () =>
        {
            await foreach (var frame in system.Frames(run.Id, afterSeq))
            {
                subscriber._frames.Add(frame);
                if (pace > TimeSpan.Zero)
                    await Task.Delay(pace, time);
            }
        });
        return subscriber;
    }
}
