using static Runs.Conformance.Tests.Schemas.Shapes;

namespace Runs.Conformance.Tests.Schemas;

/// <summary>
/// The frames of the server as its real clients demand them. They drop a frame that doesn't fit without a word, so every frame that
/// any test here reads is checked.
/// </summary>
internal static class FrameSchemas
{
    private static readonly Dictionary<string, Shape> Frames = CoreFrames.All.Concat(PeripheralFrames.All)
        .ToDictionary(frame => frame.Type, frame => Object([Has("type", Text), Has("ts", Shapes.Time), .. frame.Members]));

    private static readonly Shape AnyFrame = OneOf("type", Frames);

    /// <summary>The types of frames that there are.</summary>
    public static IEnumerable<string> Types => Frames.Keys;

    /// <summary>What is wrong with a frame.</summary>
    public static string[] Problems(JObject frame) => [.. AnyFrame(frame, "frame").Concat(RequestId(frame))];

    /// <summary>Fails the test if anything is wrong with a frame.</summary>
    public static void Demand(JObject frame) => Problems(frame).ShouldBeEmpty(frame.ToString());

    /// <summary>A text, except that an error about a request's form echoes what was there.</summary>
    private static IEnumerable<string> RequestId(JObject frame) =>
        frame["requestId"] is not { Type: not JTokenType.String } || (string?)frame["code"] == "VALIDATION_ERROR" ? [] : ["frame.requestId: no text"];
}
