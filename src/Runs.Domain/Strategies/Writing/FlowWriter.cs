using Newtonsoft.Json;

namespace Runs.Domain.Strategies;

/// <summary>Writes flows and steps in the key order that clients know.</summary>
internal static class FlowWriter
{
    public static void Write(FlowDefinition flow, JsonWriter writer)
    {
        if (flow is CustomFlowDefinition custom)
        {
            SourceWriter.Write(custom.Source, writer);
            return;
        }

        writer.WriteStartObject();
        writer.Member("name", flow.Name);
        writer.Member("description", flow.Description);
        writer.WritePropertyName("steps");
        writer.WriteStartArray();
        foreach (var step in flow.Steps)
            WriteStep(step, writer);
        writer.WriteEndArray();
        writer.Member("type", flow.Type);
        WriteTyped(flow, writer);
        writer.Member("concurrency", flow.Concurrency);
        writer.Member("maxDuration", flow.MaxDuration);
        writer.Member("retention", flow.Retention);
        WriteCommon(flow, writer);
        writer.WriteEndObject();
    }

    private static void WriteStep(StepDefinition step, JsonWriter writer)
    {
        if (step is FlowDefinition flow)
        {
            Write(flow, writer);
            return;
        }

        writer.WriteStartObject();
        writer.Member("agent", ((AgentStepDefinition)step).Agent);
        writer.Member("description", step.Description);
        WriteCommon(step, writer);
        writer.WriteEndObject();
    }

    private static void WriteTyped(FlowDefinition flow, JsonWriter writer)
    {
        if (flow is BroadcastFlowDefinition broadcast)
            writer.Member("separator", broadcast.Separator);
        if (flow is GraphFlowDefinition graph)
            writer.Member("objective", graph.Objective);
        if (flow is not CycleFlowDefinition cycle)
            return;

        if (cycle.Cycles is { Limit: null })
            writer.Member("cycles", CycleCount.InfiniteWord);
        else
            writer.Member("cycles", cycle.Cycles?.Limit);
        writer.Member("observer", cycle.Observer);
        writer.Member("breakCycleSignals", cycle.BreakCycleSignals);
        writer.Member("breakCycleSignalMatch", cycle.BreakCycleSignalMatch is { } match ? Words.BreakMatch[match] : null);
    }

    private static void WriteCommon(StepDefinition step, JsonWriter writer)
    {
        writer.Member("id", step.Id);
        writer.Member("task", step.Task);
        writer.Member("timeout", step.Timeout);
        writer.Member("heartbeat", step.Heartbeat);
        WriteRetry(step.Retry, writer);
        if (step.OnExhausted != ExhaustedAction.Fail)
            writer.Member("onExhausted", Words.OnExhausted[step.OnExhausted]);
        writer.Member("replay", step.Replay is { } replay ? Words.Replay[replay] : null);
        if (step.OnTimeout != TimeoutAction.FailRun)
            writer.Member("onTimeout", Words.OnTimeout[step.OnTimeout]);
        if (step.Needs.Count > 0)
            writer.Member("needs", step.Needs);
        if (step.After.Count > 0)
            writer.Member("after", step.After);
        writer.Member("when", step.When);
        WriteList(step.ForEach, writer);
        writer.Member("cwd", step.Cwd);
        writer.Member("outputLimit", step.OutputLimit is { } limit ? Sizes.Format(limit) : null);
        if (step.Limits.Count > 0)
            writer.Member("limits", step.Limits);
    }

    private static void WriteList(ForEachDefinition? list, JsonWriter writer)
    {
        if (list is null)
            return;

        writer.WritePropertyName("forEach");
        writer.WriteStartObject();
        writer.Member("items", list.Items);
        writer.Member("concurrency", list.Concurrency);
        writer.Member("separator", list.Separator);
        writer.WriteEndObject();
    }

    private static void WriteRetry(RetryPolicy? retry, JsonWriter writer)
    {
        if (retry is null)
            return;

        writer.WritePropertyName("retry");
        writer.WriteStartObject();
        writer.Member("maxAttempts", retry.MaxAttempts);
        writer.Member("backoff", retry.Backoff);
        writer.Member("maxBackoff", retry.MaxBackoff);
        writer.Member("multiplier", retry.Multiplier);
        writer.Member("jitter", retry.Jitter);
        writer.Member("on", retry.On);
        writer.WriteEndObject();
    }
}
