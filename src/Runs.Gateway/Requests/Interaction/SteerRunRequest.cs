using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Interaction;

/// <summary>Gives the agent that is called next a text beside its message.</summary>
internal sealed class SteerRunRequest() : RequestKind(
    "steer_run", Field.Required("runId", FieldType.Run), Field.Required("text", FieldType.Name))
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var result = await client.Runs.Steer(request.Run!.Value, request.Required("text"));
        if (!result.IsOk)
            client.Refuse(request, ErrorCodes.RunNotSteerable, result.Error.Message);
    }
}
