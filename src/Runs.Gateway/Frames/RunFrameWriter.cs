using Newtonsoft.Json;
using Runs.Actors.Frames;
using Runs.Domain.Strategies;
using Runs.Gateway.Rest.Documents;

namespace Runs.Gateway.Frames;

/// <summary>Writes frames about a run: the fields that all clients know, then the sequence number and the step.</summary>
internal static class RunFrameWriter
{
    /// <summary>Writes a frame for a client that wants details, or for one that doesn't.</summary>
    public static byte[] Write(RunFrame frame, bool withDetail) => Frame.Write(frame.Type, frame.At, (frame as StrategyFrame)?.RequestId ?? (frame as RequestQuestion)?.RequestId, json =>
    {
        json.Member("runId", frame.Run.Value);
        WriteOwn(frame, json);
        // Where a run stands isn't a part of its history.
        if (frame is not QueuePosition)
            json.Member("seq", frame.Seq);
        if (frame.Links is { } links)
            json.Member("prevSeq", links.Of(withDetail));
        if (frame is AgentStreaming streaming)
            json.Member("cursor", streaming.Cursor.ToString());
        if (frame is not StepFrame step)
            return;
        json.Member("stepId", step.Step.ToString());
        json.Member("parentStepId", step.ParentStep.ToString());
    });

    private static void WriteOwn(RunFrame frame, JsonWriter json)
    {
        switch (frame)
        {
            case StrategyStarted started:
                json.Member("strategyName", started.StrategyName);
                json.Member("agents", started.Agents);
                json.WritePropertyName("flowTree");
                StrategyWriter.WriteFlowTree(started.Flow, json);
                break;
            case StrategyCompleted completed:
                json.Member("result", completed.Result);
                json.Member("usage", completed.Usage);
                break;
            case StrategyError error:
                json.WritePropertyName("error");
                json.WriteStartObject();
                json.Member("code", error.Error.Code);
                json.Member("message", error.Error.Message);
                json.WriteEndObject();
                json.Member("reason", error.Reason);
                break;
            case SteerQueued steered:
                json.Member("text", steered.Text);
                break;
            case QueuePosition queued:
                json.Member("position", queued.Place.Position);
                json.Member("waiting", queued.Place.Waiting);
                json.Member("active", queued.Place.Active);
                json.Member("limit", queued.Place.Limit);
                json.Member("priority", queued.Priority);
                break;
            case StepFrame step:
                WriteStep(step, json);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(frame), frame.Type, "This frame has no form on the wire.");
        }
    }

    private static void WriteStep(StepFrame frame, JsonWriter json)
    {
        switch (frame)
        {
            case StepStarted started:
                json.Member("stepName", started.StepName);
                json.Member("message", started.Message);
                break;
            case StepCompleted completed:
                json.Member("stepName", completed.StepName);
                json.Member("result", completed.Result);
                break;
            case StepEnded ended:
                json.Member("stepName", ended.StepName);
                json.Member("status", ended.Status);
                json.Error("error", ended.Error);
                json.Member("reason", ended.Reason);
                break;
            case SubRunStarted sub:
                json.Member("stepName", sub.StepName);
                json.Member("subRunId", sub.SubRunId);
                json.Member("attempt", sub.Attempt);
                break;
            case AgentOutput output:
                json.Member("agentName", output.AgentName);
                json.Member("model", output.Model);
                json.Member("text", output.Text);
                json.Member("usage", output.Usage);
                break;
            case AgentStreaming streaming:
                json.Member("agentName", streaming.AgentName);
                json.Member("model", streaming.Model);
                StreamingEventWriter.Write(streaming.Event, json);
                break;
            case RequestInput input:
                json.Member("agentName", input.AgentName);
                json.Member("prompt", input.Prompt);
                break;
            case RequestQuestion question:
                json.Member("agentName", question.AgentName);
                json.Member("toolName", question.ToolName);
                json.Member("question", question.Question);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(frame), frame.Type, "This frame has no form on the wire.");
        }
    }
}
