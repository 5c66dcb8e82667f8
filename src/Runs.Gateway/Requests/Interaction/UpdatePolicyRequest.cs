using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Interaction;

/// <summary>Changes what tools may do. No run has such a policy yet.</summary>
internal sealed class UpdatePolicyRequest() : RequestKind(
    "update_policy",
    Field.Required("runId", FieldType.Run),
    Field.Optional("tool", FieldType.Text),
    Field.Word("mode", "read", "write"),
    Field.Optional("allow", FieldType.Texts),
    Field.Optional("deny", FieldType.Texts),
    Field.OptionalWord("default", "allow", "deny", "ask"))
{
    public override ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        client.Refuse(request, ErrorCodes.RunNotFound, $"No active run found for runId {request.Run}");
        return ValueTask.CompletedTask;
    }
}
