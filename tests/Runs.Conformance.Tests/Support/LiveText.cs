namespace Runs.Conformance.Tests.Support;

/// <summary>What a client shows of the steps' live text, put together from frames, over all its connections.</summary>
internal sealed class LiveText
{
    private readonly Dictionary<string, string> _shown = [];

    /// <summary>
    /// Takes a frame of the run. What a step has come to must be what was shown of it, with no character twice and none missing. Of a
    /// step that ended before the client had any cursor nothing was shown.
    /// </summary>
    public void Take(JObject frame)
    {
        if ((string?)frame["stepId"] is not { } step)
            return;
        if (frame.Kind() == "agent_streaming step-start")
            _shown[step] = "";
        else if (frame.Kind() == "agent_streaming text")
            _shown[step] += (string?)frame["event"]!["text"];
        else if (frame.Kind() == "agent_output" && _shown.TryGetValue(step, out var shown))
            shown.ShouldBe((string?)frame["text"], frame.ToString());
    }
}
