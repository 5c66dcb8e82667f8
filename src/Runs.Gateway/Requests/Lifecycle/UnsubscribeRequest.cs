using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Lifecycle;

/// <summary>Doesn't follow a run any more.</summary>
internal sealed class UnsubscribeRequest() : RequestKind("unsubscribe", Field.Required("runId", FieldType.Run))
{
    public override ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        client.Subscriptions.Leave(request.Run!.Value);
        return default;
    }
}
