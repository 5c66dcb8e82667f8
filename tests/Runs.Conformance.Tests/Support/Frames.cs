using Newtonsoft.Json;

namespace Runs.Conformance.Tests.Support;

/// <summary>Looks at frames of runs.</summary>
internal static class Frames
{
    /// <summary>Whether a frame belongs to a run.</summary>
    public static bool Of(this JObject frame, string run) => (string?)frame["runId"] == run;

    /// <summary>Whether a frame is one of those that are stored, and no request that is said again.</summary>
    public static bool IsJournaled(this JObject frame) => frame.ContainsKey("prevSeq");

    /// <summary>Whether a frame ends an execution.</summary>
    public static bool IsTerminal(this JObject frame) => (string?)frame["type"] is "strategy_completed" or "strategy_error";

    /// <summary>The sequence number.</summary>
    public static long Seq(this JObject frame) => (long)frame["seq"]!;

    /// <summary>All of a frame but when it was sent and whom it answers.</summary>
    public static string Lasting(this JObject frame)
    {
        var copy = (JObject)frame.DeepClone();
        copy.Remove("ts");
        copy.Remove("requestId");
        return copy.ToString(Formatting.None);
    }

    /// <summary>The stored frames of a run that a client has seen.</summary>
    public static List<JObject> Journaled(this TestClient client, string run) => [.. client.Seen.Where(frame => frame.Of(run) && frame.IsJournaled())];

    /// <summary>The kinds of all frames of a run that a client has seen.</summary>
    public static string[] Kinds(this TestClient client, string run) => [.. client.Seen.Where(frame => frame.Of(run)).Select(frame => frame.Kind())];
}
