using Newtonsoft.Json.Linq;

namespace Runs.Gateway.Tests.Support;

/// <summary>Looks at frames.</summary>
internal static class FrameText
{
    /// <summary>The type, with that of the streaming event.</summary>
    public static string Kind(this JObject frame) =>
        (string?)frame["type"] == "agent_streaming" ? $"{frame["type"]} {frame["event"]!["type"]}" : (string)frame["type"]!;

    /// <summary>The names of the members, in order.</summary>
    public static string[] Names(this JObject frame) => [.. frame.Properties().Select(property => property.Name)];

    /// <summary>Demands an error.</summary>
    public static void ShouldBeError(this JObject frame, string code, string message)
    {
        frame.Names().Where(name => name != "requestId").ShouldBe(["type", "ts", "code", "message"]);
        ((string?)frame["type"], (string?)frame["code"], (string?)frame["message"]).ShouldBe(("error", code, message));
    }
}
