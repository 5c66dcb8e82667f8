using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Stops a run. Silent when there is nothing to stop.</summary>
internal sealed class StopRunRequest() : RequestKind("stop_run", Field.Required("runId", FieldType.Run))
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        // Stop is refused only when it could not be stored, and then the client must know.
        var result = await client.Runs.Stop(request.Run!.Value);
        if (!result.IsOk)
            client.Refuse(request, ErrorCodes.InternalError, result.Error.Message);
    }
}
