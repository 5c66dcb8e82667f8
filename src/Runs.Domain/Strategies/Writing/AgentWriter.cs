using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>Writes one agent as a member of <c>agents</c>.</summary>
internal static class AgentWriter
{
    public static void Write(AgentDefinition agent, JsonWriter writer)
    {
        writer.WritePropertyName(agent.Name);
        writer.WriteStartObject();
        writer.Member("type", agent.Type);
        writer.Member("description", agent.Description);
        if (agent.Limits.Count > 0)
            writer.Member("limits", agent.Limits);
        switch (agent)
        {
            case LlmAgentDefinition llm:
                LlmAgentWriter.Write(llm, writer);
                break;
            case UserAgentDefinition user:
                WriteUser(user, writer);
                break;
            case ProcessAgentDefinition process:
                WriteProcess(process, writer);
                break;
            case DelayAgentDefinition delay:
                writer.WritePropertyName("config");
                writer.WriteStartObject();
                writer.Member("duration", delay.Duration);
                writer.WriteEndObject();
                break;
            case HttpAgentDefinition http:
                HttpAgentWriter.Write(http, writer);
                break;
            case RunAgentDefinition run:
                RunAgentWriter.Write(run, writer);
                break;
            case CustomAgentDefinition custom:
                writer.Member("config", custom.Config);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(agent));
        }

        writer.WriteEndObject();
    }

    private static void WriteUser(UserAgentDefinition user, JsonWriter writer)
    {
        writer.WritePropertyName("config");
        writer.WriteStartObject();
        writer.WritePropertyName("requireInput");
        writer.WriteValue(user.RequireInput);
        writer.Member("presetMessage", user.PresetMessage);
        if (user.Ask == AskPolicy.Always)
            writer.Member("ask", Words.Ask[user.Ask]);
        writer.WriteEndObject();
    }

    private static void WriteProcess(ProcessAgentDefinition process, JsonWriter writer)
    {
        writer.WritePropertyName("config");
        writer.WriteStartObject();
        writer.Member("command", process.Command);
        writer.Member("args", process.Args);
        writer.Member("stdin", process.Stdin);
        writer.WritePropertyName("env");
        writer.WriteStartObject();
        foreach (var variable in process.Env)
            writer.Member(variable.Name, variable.Value);
        writer.WriteEndObject();
        writer.Member("cwd", process.Cwd);
        writer.Member("replay", Words.Replay[process.Replay]);
        writer.Member("outputLimit", process.OutputLimit is { } bytes ? Sizes.Format(bytes) : null);
        writer.Member("timeout", process.Timeout);
        writer.WriteEndObject();
    }
}
