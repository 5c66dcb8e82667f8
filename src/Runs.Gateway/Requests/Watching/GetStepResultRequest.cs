using Runs.Actors.Runs;
using Runs.Actors.Watching;
using Runs.Domain.Runs.Progress;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;
using Runs.Gateway.Rest.Documents;

namespace Runs.Gateway.Requests.Watching;

/// <summary>Shows what a step has come to, or so far.</summary>
internal sealed class GetStepResultRequest() : LookRequest(
    "get_step_result",
    Field.Required("runId", FieldType.Run),
    Field.Required("stepId", FieldType.Name),
    Field.Optional("preview", FieldType.Flag),
    Field.Range("maxBytes", 1, StepResults.MostBytes))
{
    protected override async ValueTask Look(GatewayContext gateway, ClientConnection client, ClientRequest request, RunReply run)
    {
        if (StepReference.Find(run.State, request.Required("stepId")) is not { } step)
        {
            RefuseStep(client, request);
            return;
        }

        var result = await client.Runs.Result(run, run.State.Steps[step], TextBound.Of(request));
        client.Outbox.Post(Frame.Write("step_result", gateway.Now, request.RequestId, json =>
        {
            json.Member("runId", run.State.RunId);
            StepResultDocument.WriteMembers(json, result);
        }));
    }
}
