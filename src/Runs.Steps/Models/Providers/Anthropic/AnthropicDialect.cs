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

    public IReadOnlyCollection<string> Reserved { get; } = ["model", "messages", "system", "stream", "tools"];

    public void Write(RequestBody body, string model, AttemptRequest request, ModelProviderOptions options)
    {
        var settings = RequestBody.Settings(request);
        var sampling = settings.ModelOptions;
        body.Field("model", model);
        body.Field("max_tokens", sampling.MaxOutputTokens ?? options.MaxOutputTokens ?? DefaultMaxTokens);
        body.Field("system", string.IsNullOrEmpty(request.Agent.SystemPrompt) ? null : request.Agent.SystemPrompt);
        body.Field("messages", json => AnthropicMessages.Write(json, request));
        body.Field("stream", true);
        body.Field("temperature", sampling.Temperature);
        body.Field("top_p", sampling.TopP);
        body.Field("top_k", options.SendsTopK ? sampling.TopK : null);
        if (request.Tools.Count > 0)
            body.Field("tools", json => AnthropicMessages.WriteTools(json, request.Tools));
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
                return item["content_block"] is JObject block && TryReadBlock(block, item.Count("index"), reply);
            case "content_block_delta":
                return item["delta"] is JObject delta && TryReadDelta(delta, item.Count("index"), reply);
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

    /// <summary>A block begins. Of a tool's the arguments follow, and the empty object here doesn't count.</summary>
    private static bool TryReadBlock(JObject block, long number, ModelReply reply)
    {
        if (!block.TryText("type", out var type) || type != "tool_use")
            return TryReadDelta(block, number, reply);
        if (!block.TryText("id", out var id) || !block.TryText("name", out var name))
            return false;
        reply.Tools.Add(number, id, name, args: null);
        return true;
    }

    private static bool TryReadDelta(JObject delta, long number, ModelReply reply)
    {
        if (!delta.TryText("text", out var text) || !delta.TryText("thinking", out var thought) || !delta.TryText("partial_json", out var args))
            return false;
        reply.Think(thought);
        reply.Add(text);
        // The tools that a provider calls by itself write arguments too, in blocks of their own.
        if (args is not null && reply.Tools.Has(number))
            reply.Tools.Add(number, id: null, name: null, args);
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
