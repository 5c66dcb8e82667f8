using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Domain.Runs.Commands;
using Runs.Domain.Runs.State;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Sends a running step of a model a message.</summary>
internal sealed class SendMessage() : RunOperation("sendMessage", HttpMethods.Post, "/runs/{runId}/steps/{stepId}/messages")
{
    public override string Summary => "Sends a running step of a model a message, once under its clientMessageId. One that is not accepted is a problem with its receipt.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [StepPath.Parameter];

    public override ObjectSchema Body { get; } = new(
        SchemaMember.Required("channel", TextSchema.OneOf(MessageChannels.Words)),
        SchemaMember.Required("text", new TextSchema { Least = 1, Most = MessageStep.MaxText }),
        SchemaMember.Optional("clientMessageId", new TextSchema { Least = 1, Most = MessageStep.MaxClientMessageId, Description = "A text of the client's choice, which tells this message from others to the step." }))
    { IsClosed = true };

    public override IReadOnlyList<Answer> Answers => [Answer.Json(StatusCodes.Status200OK, "The receipt of a message that is accepted.", ReceiptDocument.Schema)];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var body = request.Body;
        var message = new MessageStep(StepPath.Of(request), MessageChannels.Parse((string)body["channel"]!), (string)body["text"]!)
        {
            ClientMessageId = (string?)body["clientMessageId"],
        };
        var sent = await request.Runs.Message(request.Run, message, request.CommandId(Id));
        if (!sent.IsOk)
            return Problem.Of(sent.Error);
        return sent.Value.Accepted
            ? new JsonAnswer(StatusCodes.Status200OK, json => ReceiptDocument.WriteMembers(json, sent.Value))
            : Problem.Of(sent.Value);
    }
}
