using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Runs.Actors.Attempts;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;
using Runs.Steps.Models.Providers.Replies;
using Runs.Steps.Models.Providers.Requests;

namespace Runs.Steps.Models.Providers.OpenAi;

/// <summary>Chat completions.</summary>
internal sealed class OpenAiDialect : IModelDialect
{
    public IReadOnlyCollection<string> Reserved { get; } = ["model", "messages", "stream", "stream_options", "n", "tools"];

    public void Write(RequestBody body, string model, AttemptRequest request, ModelProviderOptions options)
    {
        var settings = RequestBody.Settings(request);
        var sampling = settings.ModelOptions;
        body.Field("model", model);
        body.Field("messages", json => OpenAiMessages.Write(json, request));
        body.Field("stream", true);
        body.Field("stream_options", WriteStreamOptions);
        body.Field("temperature", sampling.Temperature);
        body.Field("top_p", sampling.TopP);
        body.Field("top_k", options.SendsTopK ? sampling.TopK : null);
        body.Field(options.MaxTokensField, sampling.MaxOutputTokens ?? options.MaxOutputTokens);
        body.Field("frequency_penalty", sampling.FrequencyPenalty);
        body.Field("presence_penalty", sampling.PresencePenalty);
        body.Field("seed", sampling.Seed);
        if (request.Tools.Count > 0)
            body.Field("tools", json => OpenAiMessages.WriteTools(json, request.Tools));
        if (settings.OutputSchema is { } schema)
            body.Field("response_format", json => WriteFormat(json, schema));
    }

    public bool TryRead(string data, ModelReply reply)
    {
        reply.Count();
        if (data == "[DONE]")
        {
            reply.End();
            return true;
        }

        if (!JsonText.TryObject(data, out var chunk))
            return false;
        if (chunk["error"] is { Type: not JTokenType.Null })
        {
            reply.Fail(ErrorReply.Of(chunk));
            return true;
        }

        if (chunk["usage"] is JObject usage)
            reply.Usage = new Usage(usage.Count("prompt_tokens"), usage.Count("completion_tokens"));
        // The chunk with the usage has no choice, and some endpoints leave the list out.
        return chunk["choices"] switch
        {
            null or JValue { Type: JTokenType.Null } => true,
            JArray choices => choices.All(choice => choice is JObject one && TryReadChoice(one, reply)),
            _ => false,
        };
    }

    private static bool TryReadChoice(JObject choice, ModelReply reply)
    {
        if (choice["delta"] is JObject delta && !TryReadDelta(delta, reply))
            return false;
        if (!choice.TryText("finish_reason", out var reason))
            return false;
        if (reason is not null)
            reply.Finish(FinishReason(reason));
        return true;
    }

    private static bool TryReadDelta(JObject delta, ModelReply reply)
    {
        if (!delta.TryText("content", out var text) || !delta.TryText("refusal", out var refusal))
            return false;
        // Two names are about for the same thing, and some endpoints use both at once.
        if (delta.TryText("reasoning_content", out var thought) && delta.TryText("reasoning", out var other))
            reply.Think(thought ?? other);
        reply.Add(text);
        reply.Refuse(refusal);
        return delta["tool_calls"] switch
        {
            null or JValue { Type: JTokenType.Null } => true,
            JArray calls => calls.Select((call, i) => call is JObject one && TryReadCall(one, i, reply)).All(isRead => isRead),
            _ => false,
        };
    }

    private static bool TryReadCall(JObject call, int place, ModelReply reply)
    {
        var function = call["function"] as JObject ?? [];
        if (!call.TryText("id", out var id) || !function.TryText("name", out var name) || !function.TryText("arguments", out var arguments))
            return false;
        // Endpoints that send each call whole may leave its number out.
        reply.Tools.Add(call["index"] is JValue { Value: long number } ? number : place, id, name, arguments);
        return true;
    }

    private static string FinishReason(string reason) => reason switch
    {
        "content_filter" => "content-filter",
        "tool_calls" or "function_call" => "tool-calls",
        _ => reason,
    };

    private static void WriteStreamOptions(JsonTextWriter json)
    {
        json.WriteStartObject();
        json.WriteMember("include_usage", true);
        json.WriteEndObject();
    }

    private static void WriteFormat(JsonTextWriter json, SourceObject schema)
    {
        json.WriteStartObject();
        json.WriteMember("type", "json_schema");
        json.WritePropertyName("json_schema");
        json.WriteStartObject();
        json.WriteMember("name", "output");
        json.WriteMember("strict", true);
        json.WritePropertyName("schema");
        schema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
