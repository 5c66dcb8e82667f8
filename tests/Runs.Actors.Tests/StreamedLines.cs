using Runs.Actors.Frames;
using Runs.TestKit.Scenarios;

namespace Runs.Actors.Tests;

/// <summary>Frames as lines. How a streamed text falls into pieces is nobody's promise, so the pieces that follow each other are joined.</summary>
internal static class StreamedLines
{
    public static IReadOnlyList<string> Of(IEnumerable<RunFrame> frames)
    {
        var lines = new List<string>();
        AgentStreaming? last = null;
        foreach (var frame in frames)
        {
            var text = frame is AgentStreaming { Event: StreamingEvent.Text { Delta: var delta } } ? delta : null;
            if (text is not null && last is { Event: StreamingEvent.Text } && last.Step == ((AgentStreaming)frame).Step)
                lines[^1] += text;
            else
                lines.Add(FrameLine.Of(frame));
            last = frame as AgentStreaming;
        }

        return lines;
    }
}
