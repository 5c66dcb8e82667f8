using Runs.Domain.Runs.State;
using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Follows a run: from now on, or from a place in its history on.</summary>
internal sealed class SubscribeRequest() : RequestKind(
    "subscribe",
    Field.Required("runId", FieldType.Run),
    Field.Range("afterSeq", 0, MaxSeq),
    Field.Optional("detail", FieldType.Flag))
{
    /// <summary>The largest integer that JavaScript knows exactly.</summary>
    private const long MaxSeq = (1L << 53) - 1;

    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var run = request.Run!.Value;
        var known = await client.Runs.Describe(run);
        if (!known.IsOk)
            client.Refuse(request, ErrorCodes.SubscribeError, known.Error.Message);
        else if (known.Value.State.Status == RunStatus.None)
            client.Refuse(request, ErrorCodes.SubscribeError, $"Run not found: {run}");
        else
            await client.Subscriptions.FollowAgain(run, request.Number("afterSeq") ?? known.Value.Seq, request.Flag("detail"));
    }
}
