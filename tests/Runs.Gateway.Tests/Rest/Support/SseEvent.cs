using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Tests.Rest.Support;

/// <summary>One Server-Sent Event.</summary>
internal sealed record SseEvent(string Id, string Name, JObject Data)
{
    /// <summary>The type of an event of the journal; null for what is none.</summary>
    public string? Type => (string?)Data["event"]?["type"];

    /// <summary>The number of an event of the journal.</summary>
    public long Seq => (long)Data["seq"]!;

    public override string ToString() => $"{Id} {Name} {Data}";
}
