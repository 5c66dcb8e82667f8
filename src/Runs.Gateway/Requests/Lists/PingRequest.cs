using Runs.Gateway.Connections;
using Runs.Gateway.Frames;

namespace Runs.Gateway.Requests.Lists;

/// <summary>Asks whether anybody is there.</summary>
internal sealed class PingRequest() : RequestKind("ping")
{
    public override ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        client.Outbox.Post(Frame.Write("pong", gateway.Now, request.RequestId, _ => { }));
        return ValueTask.CompletedTask;
    }
}
