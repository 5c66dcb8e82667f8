using Newtonsoft.Json;
using Runs.Steps.Models.Providers;

namespace Runs.Actors.Tests.Models.Providers;

/// <summary>What providers send.</summary>
internal static class Wire
{
    /// <summary>More of the text.</summary>
    public static string Text(ModelApi api, string text) => api == ModelApi.OpenAi
        ? $$$"""{"choices":[{"index":0,"delta":{"content":{{{JsonConvert.ToString(text)}}}},"finish_reason":null}]}"""
        : $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":{{{JsonConvert.ToString(text)}}}}}""";

    /// <summary>Why it ends.</summary>
    public static string Finish(ModelApi api) => Finish(api, api == ModelApi.OpenAi ? "stop" : "end_turn");

    /// <summary>Why it ends.</summary>
    public static string Finish(ModelApi api, string reason) => api == ModelApi.OpenAi
        ? $$$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{{reason}}}"}]}"""
        : $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}"},"usage":{"output_tokens":9}}""";

    /// <summary>The last event.</summary>
    public static string End(ModelApi api) => api == ModelApi.OpenAi ? "[DONE]" : """{"type":"message_stop"}""";

    /// <summary>A whole reply in one piece.</summary>
    public static string[] Whole(ModelApi api, string text) => [Text(api, text), Finish(api), End(api)];

    /// <summary>An error in the middle.</summary>
    public static string Error(string type, string message) =>
        $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"}}""";
}
