using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Peripheral;

/// <summary>A request that this gateway can't do, and says so.</summary>
internal sealed class UnsupportedRequest(string type, string errorCode, Func<ClientRequest, string> message, params Field[] fields) : RequestKind(type, fields)
{
    public override ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        client.Refuse(request, errorCode, message(request));
        return ValueTask.CompletedTask;
    }
}
