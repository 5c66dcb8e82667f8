using Runs.Actors.Runs;
using Runs.Actors.Watching;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;
using Runs.Gateway.Rest.Documents;

namespace Runs.Gateway.Requests.Watching;

/// <summary>Shows a run with its steps.</summary>
internal sealed class GetRunRequest() : LookRequest(
    "get_run",
    Field.Required("runId", FieldType.Run),
    Field.Range("limit", 1, SnapshotQuery.MostSteps),
    Field.Optional("afterStep", FieldType.Name),
    Field.Optional("preview", FieldType.Flag),
    Field.Range("maxBytes", 1, StepResults.MostBytes))
{
    protected override async ValueTask Look(GatewayContext gateway, ClientConnection client, ClientRequest request, RunReply run)
    {
        if (request.Text("afterStep") is { } place && !RunSnapshot.HasPlace(run.State, place))
        {
            RefuseStep(client, request);
            return;
        }

        var snapshot = await client.Runs.Snapshot(run, new SnapshotQuery
        {
            Limit = (int)(request.Number("limit") ?? SnapshotQuery.MostSteps),
            AfterStep = request.Text("afterStep"),
            MaxBytes = TextBound.Of(request),
        });
        client.Outbox.Post(Frame.Write("run_snapshot", gateway.Now, request.RequestId, json => RunDocument.WriteMembers(json, snapshot)));
    }
}
