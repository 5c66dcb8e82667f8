using Runs.Domain;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Stops a run. Silent when there is nothing to stop.</summary>
internal sealed class StopRunRequest() : RequestKind(
    "stop_run", Field.Required("runId", FieldType.Run), Field.Optional("reason", FieldType.Name), Field.Optional("force", FieldType.Flag))
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        // Stop is refused only when it could not be stored, and then the client must know.
        var result = await client.Runs.Stop(request.Run!.Value, reason: request.Text("reason"), force: request.Flag("force"));
        if (!result.IsOk)
            client.Refuse(request, CodeOf(result.Error), result.Error.Message);
    }

    private static string CodeOf(RunError error) => error.Code == AccessErrors.Forbidden ? ErrorCodes.Forbidden : ErrorCodes.InternalError;
}
