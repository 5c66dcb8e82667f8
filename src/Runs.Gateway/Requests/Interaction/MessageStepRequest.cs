using Runs.Domain;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Gateway.Access;
using Runs.Gateway.Connections;
using Runs.Gateway.Frames;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Interaction;

/// <summary>Sends a running step of a model a message. The reply is its receipt, which may say that the message was not accepted.</summary>
internal sealed class MessageStepRequest() : RequestKind(
    "message_step",
    Field.Required("runId", FieldType.Run),
    Field.Required("stepId", FieldType.Name),
    Field.Word("channel", [.. MessageChannels.Words]),
    Field.Required("text", FieldType.Name),
    Field.Optional("clientMessageId", FieldType.Name))
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var message = new MessageStep(request.Required("stepId"), MessageChannels.Parse(request.Required("channel")), request.Required("text"))
        {
            ClientMessageId = request.Text("clientMessageId"),
        };
        var result = await client.Runs.Message(request.Run!.Value, message);
        if (result.IsOk)
            client.Outbox.Post(ReceiptWriter.Write(gateway.Now, request.RequestId, result.Value));
        else
            client.Refuse(request, CodeOf(result.Error), result.Error.Message);
    }

    private static string CodeOf(RunError error) => error.Code switch
    {
        AccessErrors.Forbidden => ErrorCodes.Forbidden,
        RunErrors.NotFound => ErrorCodes.RunNotFound,
        RunErrors.StepNotFound => ErrorCodes.StepNotFound,
        _ => ErrorCodes.MessageNotDelivered,
    };
}
