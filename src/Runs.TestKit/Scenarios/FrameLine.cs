using Runs.Actors.Frames;

namespace Runs.TestKit.Scenarios;

/// <summary>Frames as lines that people read and tests compare, such as <c>step_started writer: hello</c>.</summary>
public static class FrameLine
{
    private const int ShortLength = 160;

    /// <summary>The whole line.</summary>
    public static string Of(RunFrame frame) => frame switch
    {
        StrategyStarted started => $"{frame.Type} {started.StrategyName}",
        StrategyCompleted completed => $"{frame.Type}: {completed.Result}",
        StrategyError failed => $"{frame.Type} {failed.Error.Code}: {failed.Error.Message}",
        StepStarted started => $"{frame.Type} {started.StepName}: {started.Message}",
        StepCompleted completed => $"{frame.Type} {completed.StepName}: {completed.Result.Text}",
        StepEnded ended => $"{frame.Type} {ended.StepName} {ended.Status}: {ended.Error?.Message ?? ended.Reason}",
        AgentOutput output => $"{frame.Type} {output.AgentName}: {output.Text}",
        AgentStreaming streaming => $"{frame.Type} {streaming.AgentName} {Of(streaming.Event)}",
        SubRunStarted sub => $"{frame.Type} {sub.StepName}: {sub.SubRunId}",
        RequestInput request => $"{frame.Type} {request.AgentName}",
        RequestQuestion question => $"{frame.Type} {question.AgentName}: {question.Question}",
        SteerQueued steered => $"{frame.Type}: {steered.Text}",
        _ => frame.Type,
    };

    /// <summary>The line on one line of output, cut when it is long.</summary>
    public static string Short(RunFrame frame)
    {
        var line = Of(frame).ReplaceLineEndings("\\n");
        return line.Length <= ShortLength ? line : line[..ShortLength] + "…";
    }

    /// <summary>Whether a line is as expected: the same, or going on after it with a colon or a space.</summary>
    public static bool Matches(string line, string expected) =>
        line.StartsWith(expected, StringComparison.Ordinal) && (line.Length == expected.Length || line[expected.Length] is ':' or ' ');

    private static string Of(StreamingEvent shown) => shown switch
    {
        StreamingEvent.Text text => $"{shown.Type}: {text.Delta}",
        StreamingEvent.Thinking thinking => $"{shown.Type}: {thinking.Delta}",
        StreamingEvent.ToolCall call => $"{shown.Type} {call.Name}: {call.Args}",
        StreamingEvent.ToolResult result => $"{shown.Type} {result.Name}: {result.Error ?? result.Output}",
        StreamingEvent.Retained retained => $"{shown.Type}: {retained.Summary}",
        StreamingEvent.Done done => $"{shown.Type}: {done.Result.Text}",
        _ => shown.Type,
    };
}
