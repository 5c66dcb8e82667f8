using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;
using Runs.Gateway.Rest.Documents;

namespace Runs.Gateway.Requests.Watching;

/// <summary>Shows a page of the history of a run.</summary>
internal sealed class GetEventsRequest() : LookRequest(
    "get_events",
    Field.Required("runId", FieldType.Run),
    Field.Range("afterSeq", 0, RunCursor.MaxSeq),
    Field.Range("limit", 1, MaxLimit),
    Field.Range("maxBytes", EventQuery.LeastBytes, MaxBytes),
    Field.Optional("stepId", FieldType.Name))
{
    private const int MaxLimit = 1_000;
    private const int MaxBytes = 1024 * 1024;

    protected override async ValueTask Look(GatewayContext gateway, ClientConnection client, ClientRequest request, RunReply run)
    {
        var step = request.Text("stepId") is { } reference ? EventSteps.Find(run.State, reference) : null;
        if (step is null && request.Text("stepId") is not null)
        {
            RefuseStep(client, request);
            return;
        }

        var page = await client.Runs.Events(request.Run!.Value, new EventQuery
        {
            AfterSeq = request.Number("afterSeq") ?? 0,
            Limit = (int)(request.Number("limit") ?? MaxLimit),
            MaxBytes = (int?)request.Number("maxBytes"),
            Step = step,
        });
        client.Outbox.Post(Frame.Write("run_events", gateway.Now, request.RequestId, json =>
        {
            json.Member("runId", run.State.RunId);
            EventPageDocument.WriteMembers(json, page);
        }));
    }
}
