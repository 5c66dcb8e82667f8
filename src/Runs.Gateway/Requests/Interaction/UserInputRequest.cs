using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Interaction;

/// <summary>Answers a step that waits for a person. The first answer counts.</summary>
internal sealed class UserInputRequest() : RequestKind(
    "user_input", Field.Required("runId", FieldType.Run), Field.Required("agentName", FieldType.Name), Field.Required("text", FieldType.Text),
    Field.Optional("stepId", FieldType.Name))
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var result = await client.Runs.Answer(request.Run!.Value, request.Required("agentName"), request.Required("text"), step: request.Text("stepId"));
        if (!result.IsOk)
            client.Refuse(request, ErrorCodes.NoPendingInput, result.Error.Message);
    }
}
