using Newtonsoft.Json;
using Runs.Actors.Live;
using Runs.Actors.Subscriptions;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Rest.Documents;

/// <summary>A piece of live output.</summary>
internal static class OutputDocument
{
    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, RunUpdate.Streamed streamed)
    {
        var delta = streamed.Delta;
        json.Member("afterSeq", streamed.AfterSeq);
        json.Member("step", streamed.Step.Value);
        json.Member("attempt", streamed.Attempt);
        json.Member("part", Word(delta.Kind));
        json.Member("partIndex", delta.Part);
        json.Member("offset", delta.Next.Offset - delta.Text.Length);
        json.Member("text", delta.Text);
    }

    private static string Word(LivePartKind kind) => kind switch
    {
        LivePartKind.Text => "text",
        LivePartKind.Thinking => "thinking",
        LivePartKind.Diagnostic => "diagnostic",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
