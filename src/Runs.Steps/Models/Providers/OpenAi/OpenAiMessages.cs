using Newtonsoft.Json;
using Runs.Actors.Attempts;
using Runs.Domain.Runs.Tools;
using Runs.Steps.Models.Providers.Requests;

namespace Runs.Steps.Models.Providers.OpenAi;

/// <summary>Writes a conversation and tools in the form of chat completions.</summary>
internal static class OpenAiMessages
{
    public static void Write(JsonTextWriter json, AttemptRequest request)
    {
        json.WriteStartArray();
        if (!string.IsNullOrEmpty(request.Agent.SystemPrompt))
            json.WriteMessage("system", request.Agent.SystemPrompt);
        foreach (var message in request.History)
            Write(json, message);
        json.WriteMessage("user", request.Message);
        foreach (var message in request.Exchange)
            Write(json, message);
        json.WriteEndArray();
    }

    public static void WriteTools(JsonTextWriter json, IReadOnlyList<ToolDefinition> tools) => json.WriteArray(tools, tool => json.WriteObject(_ =>
    {
        json.WriteMember("type", "function");
        json.WriteMember("function", _ => json.WriteObject(_ =>
        {
            json.WriteMember("name", tool.Name);
            json.WriteMember("description", tool.Description);
            json.WriteMember("parameters", _ => json.WriteRawValue(tool.Parameters));
        }));
    }));

    private static void Write(JsonTextWriter json, ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
            WriteResult(json, message);
        else if (message.Calls.Count > 0)
            WriteCalls(json, message);
        else
            json.WriteMessage(message);
    }

    private static void WriteResult(JsonTextWriter json, ChatMessage message) => json.WriteObject(_ =>
    {
        json.WriteMember("role", "tool");
        json.WriteMember("tool_call_id", message.Answers!.Id);
        json.WriteMember("content", message.Text);
    });

    private static void WriteCalls(JsonTextWriter json, ChatMessage message) => json.WriteObject(_ =>
    {
        json.WriteMember("role", "assistant");
        if (message.Text.Length > 0)
            json.WriteMember("content", message.Text);
        json.WriteMember("tool_calls", _ => json.WriteArray(message.Calls, call => json.WriteObject(_ =>
        {
            json.WriteMember("id", call.Id);
            json.WriteMember("type", "function");
            json.WriteMember("function", _ => json.WriteObject(_ =>
            {
                json.WriteMember("name", call.Name);
                json.WriteMember("arguments", call.Args);
            }));
        })));
    });
}
