using Newtonsoft.Json;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Peripheral;

/// <summary>A request about something that this gateway doesn't have, whose answer says that there is none of it.</summary>
internal sealed class AnsweredRequest(string type, string reply, Action<JsonWriter, ClientRequest> write, params Field[] fields) : RequestKind(type, fields)
{
    public override ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        client.Outbox.Post(Frame.Write(reply, gateway.Now, request.RequestId, json => write(json, request)));
        return ValueTask.CompletedTask;
    }
}
