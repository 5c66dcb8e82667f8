using Newtonsoft.Json;
using Runs.Actors.Attempts;
using Runs.Domain.Runs.Tools;
using Runs.Steps.Models.Providers.Replies;
using Runs.Steps.Models.Providers.Requests;

namespace Runs.Steps.Models.Providers.Anthropic;

/// <summary>Writes a conversation and tools in the form of Anthropic's messages.</summary>
internal static class AnthropicMessages
{
    public static void Write(JsonTextWriter json, AttemptRequest request)
    {
        json.WriteStartArray();
        Write(json, request.History);
        json.WriteMessage("user", request.Message);
        Write(json, request.Exchange);
        json.WriteEndArray();
    }

    public static void WriteTools(JsonTextWriter json, IReadOnlyList<ToolDefinition> tools) => json.WriteArray(tools, tool => json.WriteObject(_ =>
    {
        json.WriteMember("name", tool.Name);
        json.WriteMember("description", tool.Description);
        json.WriteMember("input_schema", _ => json.WriteRawValue(tool.Parameters));
    }));

    private static void Write(JsonTextWriter json, IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            if (message.Role == ChatRole.Tool)
                i += WriteResults(json, messages, i) - 1;
            else if (message.Calls.Count > 0)
                WriteCalls(json, message);
            else if (message.Text.Length > 0)
                // It refuses empty messages, and an earlier reply may have been one.
                json.WriteMessage(message);
        }
    }

    /// <summary>It wants the results of one reply in one message.</summary>
    private static int WriteResults(JsonTextWriter json, IReadOnlyList<ChatMessage> messages, int first)
    {
        var results = messages.Skip(first).TakeWhile(message => message.Role == ChatRole.Tool).ToList();
        json.WriteObject(_ =>
        {
            json.WriteMember("role", "user");
            json.WriteMember("content", _ => json.WriteArray(results, result => json.WriteObject(_ =>
            {
                json.WriteMember("type", "tool_result");
                json.WriteMember("tool_use_id", result.Answers!.Id);
                json.WriteMember("content", result.Text);
                if (result.IsError)
                    json.WriteMember("is_error", true);
            })));
        });
        return results.Count;
    }

    private static void WriteCalls(JsonTextWriter json, ChatMessage message) => json.WriteObject(_ =>
    {
        json.WriteMember("role", "assistant");
        json.WritePropertyName("content");
        json.WriteStartArray();
        if (message.Text.Length > 0)
        {
            json.WriteObject(_ =>
            {
                json.WriteMember("type", "text");
                json.WriteMember("text", message.Text);
            });
        }

        foreach (var call in message.Calls)
            WriteCall(json, call);
        json.WriteEndArray();
    });

    private static void WriteCall(JsonTextWriter json, ToolCall call) => json.WriteObject(_ =>
    {
        json.WriteMember("type", "tool_use");
        json.WriteMember("id", call.Id);
        json.WriteMember("name", call.Name);
        // Arguments that were no object were refused then, and would be again.
        json.WriteMember("input", _ => json.WriteRawValue(JsonText.TryObject(call.Args, out var args) ? args.ToString(Formatting.None) : "{}"));
    });
}
