using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Actors.Attempts;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Steps.Models.Providers.Replies;
using Runs.Steps.Models.Providers.Requests;

namespace Runs.Steps.Models.Providers.Anthropic;

/// <summary>Anthropic's messages.</summary>
internal sealed class AnthropicDialect : IModelDialect
{
    /// <summary>For agents and providers that set none: the interface demands a number, and this one suits all current models.</summary>
    private const int DefaultMaxTokens = 8192;

    public IReadOnlyCollection<string> Reserved { get; } = ["model", "messages", "system", "stream"];

    public void Write(RequestBody body, string model, AttemptRequest request, ModelProviderOptions options)
    {
        var settings = RequestBody.Settings(request);
        var sampling = settings.ModelOptions;
        body.Field("model", model);
        body.Field("max_tokens", sampling.MaxOutputTokens ?? options.MaxOutputTokens ?? DefaultMaxTokens);
        body.Field("system", string.IsNullOrEmpty(request.Agent.SystemPrompt) ? null : request.Agent.SystemPrompt);
        body.Field("messages", json => WriteMessages(json, request));
        body.Field("stream", true);
        body.Field("temperature", sampling.Temperature);
        body.Field("top_p", sampling.TopP);
        body.Field("top_k", options.SendsTopK ? sampling.TopK : null);
        if (settings.OutputSchema is { } schema)
            body.Field("output_config", json => WriteFormat(json, schema));
    }

    public bool TryRead(string data, ModelReply reply)
    {
        reply.Count();
        if (!JsonText.TryObject(data, out var item) || !item.TryText("type", out var type) || type is null)
            return false;
        switch (type)
        {
            case "message_start":
                ReadUsage(item["message"]?["usage"] as JObject, reply);
                return true;
            case "content_block_start":
                return item["content_block"] is JObject block && TryReadDelta(block, reply);
            case "content_block_delta":
                return item["delta"] is JObject delta && TryReadDelta(delta, reply);
            case "message_delta":
                ReadUsage(item["usage"] as JObject, reply);
                return TryReadEnd(item["delta"] as JObject, reply);
            case "message_stop":
                reply.End();
                return true;
            case "error":
                reply.Fail(ErrorReply.Of(item));
                return true;
            default:
                // Pings, ends of blocks, and what is added to the interface some day.
                return true;
        }
    }

    private static bool TryReadDelta(JObject delta, ModelReply reply)
    {
        if (!delta.TryText("text", out var text) || !delta.TryText("thinking", out var thought))
            return false;
        reply.Think(thought);
        reply.Add(text);
        return true;
    }

    private static bool TryReadEnd(JObject? delta, ModelReply reply)
    {
        if (delta is null || !delta.TryText("stop_reason", out var reason))
            return false;
        if (reason is not null)
            reply.Finish(FinishReason(reason));
        return true;
    }

    /// <summary>What was read comes first and what was written last, each counted from the beginning; cached tokens are counted apart.</summary>
    private static void ReadUsage(JObject? usage, ModelReply reply)
    {
        var read = usage.Count("input_tokens") + usage.Count("cache_creation_input_tokens") + usage.Count("cache_read_input_tokens");
        reply.Usage = new Usage(
            Math.Max(reply.Usage.PromptTokens, read),
            Math.Max(reply.Usage.CompletionTokens, usage.Count("output_tokens")));
    }

    private static string FinishReason(string reason) => reason switch
    {
        "end_turn" or "stop_sequence" => "stop",
        "max_tokens" or "model_context_window_exceeded" => "length",
        "tool_use" => "tool-calls",
        "refusal" => "content-filter",
        _ => reason,
    };

    private static void WriteMessages(JsonTextWriter json, AttemptRequest request)
    {
        json.WriteStartArray();
        foreach (var message in request.History)
        {
            // It refuses empty messages, and an earlier reply may have been one.
            if (message.Text.Length > 0)
                json.WriteMessage(message);
        }

        json.WriteMessage("user", request.Message);
        json.WriteEndArray();
    }

    private static void WriteFormat(JsonTextWriter json, SourceObject schema)
    {
        json.WriteStartObject();
        json.WritePropertyName("format");
        json.WriteStartObject();
        json.WriteMember("type", "json_schema");
        json.WritePropertyName("schema");
        schema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
