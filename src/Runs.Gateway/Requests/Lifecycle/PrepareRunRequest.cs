using Runs.Actors;
using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.State;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Prepares a run, or attaches to one that is prepared or under way.</summary>
internal sealed class PrepareRunRequest() : RequestKind(
    "prepare_run",
    Field.Optional("runId", FieldType.Run),
    Field.Optional("strategyPath", FieldType.Name),
    Field.Optional("modelOverride", FieldType.Name),
    Field.Optional("cwd", FieldType.Name),
    Field.Optional("manifestPath", FieldType.Name),
    Field.Optional("queue", FieldType.Name),
    Field.Range("priority", int.MinValue, int.MaxValue))
{
    public override string? Problem(ClientRequest request) =>
        request.Run is null && request.Text("strategyPath") is null ? "strategyPath: prepare_run requires runId or strategyPath" : null;

    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        if (gateway.IsDraining)
        {
            client.Refuse(request, ErrorCodes.PrepareFailed, Draining.Message);
            return;
        }

        // It is followed at once, and what has just been written needn't be read then.
        var run = request.Run ?? gateway.System.NewRun();
        using var expected = gateway.System.Expect(run);
        var result = await client.Runs.Prepare(new PrepareRequest
        {
            Run = run,
            StrategyPath = request.Text("strategyPath"),
            Cwd = request.Text("cwd"),
            ModelOverride = request.Text("modelOverride"),
            ManifestPath = request.Text("manifestPath"),
            Queue = request.Text("queue"),
            Priority = (int?)request.Number("priority"),
        });
        if (!result.IsOk)
        {
            client.Refuse(request, ErrorCodes.PrepareFailed, result.Error.Message);
            return;
        }

        await Reply(gateway, client, request, result.Value);
    }

    /// <summary>The reply is on its way before anything else of the run is.</summary>
    private static async ValueTask Reply(GatewayContext gateway, ClientConnection client, ClientRequest request, PreparedRun prepared)
    {
        var conversation = await ConversationTexts.Load(client.Runs, prepared.Run, prepared.Reply.State.Conversation);
        client.Outbox.Post(RunPreparedWriter.Write(gateway.Now, request.RequestId, prepared, conversation));
        if (client.Subscriptions.Contains(prepared.Run) && prepared.Reply.State.Status.IsActive())
            client.Subscriptions.AskAgain(prepared.Reply.State, gateway.Now);
        if (!client.Subscriptions.TryFollow(prepared.Run, RunCursor.After(prepared.Reply.Seq)))
            client.RefuseToFollow(request, prepared.Run);
    }
}
