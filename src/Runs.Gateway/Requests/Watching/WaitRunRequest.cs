using Runs.Actors;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain;
using Runs.Domain.Runs;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;
using Runs.Gateway.Rest.Documents;

namespace Runs.Gateway.Requests.Watching;

/// <summary>Waits until something that matters happens in a run. Only whether it may is decided in the run's turn: the wait itself holds up nothing.</summary>
internal sealed class WaitRunRequest() : RequestKind(
    "wait_run",
    Field.Required("runId", FieldType.Run),
    Field.Range("afterSeq", 0, RunCursor.MaxSeq),
    Field.Optional("stepId", FieldType.Name),
    Field.Range("waitSeconds", WaitQuery.LeastSeconds, WaitQuery.MostSeconds))
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var begun = await client.Runs.Wait(request.Run!.Value, new WaitQuery
        {
            AfterSeq = request.Number("afterSeq"),
            Step = request.Text("stepId"),
            Seconds = (int)(request.Number("waitSeconds") ?? new WaitQuery().Seconds),
        });
        if (!begun.IsOk)
            Tell(gateway, client, request, begun.Error);
        else if (begun.Value.AtOnce is { } receipt)
            Tell(gateway, client, request, receipt);
        else if (!client.Waits.TryAdd(async ended => Tell(gateway, client, request, await begun.Value.Receipt(ended)), error => Fail(gateway, client, request, error)))
            client.Refuse(request, ErrorCodes.WaitFailed, $"This connection waits for {gateway.Options.MaxWaits} things already, which is the limit.");
    }

    private static void Tell(GatewayContext gateway, ClientConnection client, ClientRequest request, RunResult<WaitReceipt> result)
    {
        if (result.IsOk)
            client.Outbox.Post(Frame.Write("wait_result", gateway.Now, request.RequestId, json => WaitDocument.WriteMembers(json, result.Value)));
        else
            client.Refuse(request, CodeOf(result.Error), result.Error.Message);
    }

    private static void Fail(GatewayContext gateway, ClientConnection client, ClientRequest request, Exception error)
    {
        gateway.Listener.RequestFailed(request.Kind.Type, error);
        client.Refuse(request, ErrorCodes.InternalError, error.Message);
    }

    private static string CodeOf(RunError error) => error.Code switch
    {
        RunErrors.NotFound => ErrorCodes.RunNotFound,
        RunErrors.StepNotFound => ErrorCodes.StepNotFound,
        _ => ErrorCodes.InternalError,
    };
}
