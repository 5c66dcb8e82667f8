using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.State;
using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Follows a run: from now on, or from a place in its history on.</summary>
internal sealed class SubscribeRequest() : RequestKind(
    "subscribe",
    Field.Required("runId", FieldType.Run),
    Field.Optional("cursor", FieldType.Cursor),
    Field.Range("afterSeq", 0, RunCursor.MaxSeq),
    Field.Optional("detail", FieldType.Flag))
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var run = request.Run!.Value;
        var known = await client.Runs.Describe(run);
        if (!known.IsOk)
            client.Refuse(request, ErrorCodes.SubscribeError, known.Error.Message);
        else if (known.Value.State.Status == RunStatus.None)
            client.Refuse(request, ErrorCodes.SubscribeError, $"Run not found: {run}");
        else
            Follow(client, request, Place(request, known.Value.Seq));
    }

    /// <summary>Of both places the later one counts, with what the cursor knows of live output. Nobody knows more than there is.</summary>
    private static RunCursor Place(ClientRequest request, long lastSeq)
    {
        var afterSeq = Math.Min(request.Number("afterSeq") ?? (request.Text("cursor") is null ? lastSeq : 0), lastSeq);
        return RunCursor.TryParse(request.Text("cursor"), out var cursor) && cursor.Seq <= lastSeq ? cursor.NotBefore(afterSeq) : RunCursor.After(afterSeq);
    }

    private static void Follow(ClientConnection client, ClientRequest request, RunCursor after)
    {
        if (!client.Subscriptions.TryFollowAgain(request.Run!.Value, after, request.Flag("detail")))
            client.RefuseToFollow(request, request.Run!.Value);
    }
}
