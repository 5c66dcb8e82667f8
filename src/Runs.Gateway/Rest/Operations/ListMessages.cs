using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>What became of all that a step was sent.</summary>
internal sealed class ListMessages() : RunOperation("listMessages", HttpMethods.Get, "/runs/{runId}/steps/{stepId}/messages")
{
    public override string Summary => "The receipts of all messages to a step, the oldest first, with the model call that each was told with.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [StepPath.Parameter];

    public override IReadOnlyList<Answer> Answers { get; } =
    [
        Answer.Json(
            StatusCodes.Status200OK,
            "All that are remembered, refused ones too.",
            new ObjectSchema(SchemaMember.Required("messages", new ArraySchema(ReceiptDocument.Schema))) { Name = "MessageList" }),
    ];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var receipts = await request.Runs.Messages(request.Run, StepPath.Of(request));
        return receipts.IsOk
            ? new JsonAnswer(StatusCodes.Status200OK, json => json.Objects("messages", receipts.Value, ReceiptDocument.WriteMembers))
            : Problem.Of(receipts.Error);
    }
}
