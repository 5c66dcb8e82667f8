using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Interaction;

/// <summary>Decides on a permission. No step asks for one yet.</summary>
internal sealed class PermissionDecisionRequest() : RequestKind(
    "permission_decision",
    Field.Required("runId", FieldType.Run),
    Field.Required("permissionRequestId", FieldType.Name),
    Field.Word("decision", "allow", "deny", "allow-session", "deny-session"))
{
    public override ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        client.Refuse(
            request, ErrorCodes.NoPendingPermission, $"No pending permission request {request.Text("permissionRequestId")} for run {request.Run}");
        return ValueTask.CompletedTask;
    }
}
