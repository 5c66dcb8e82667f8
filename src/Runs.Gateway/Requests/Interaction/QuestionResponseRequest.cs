using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Interaction;

/// <summary>Answers a question of a model. The first answer counts.</summary>
internal sealed class QuestionResponseRequest() : RequestKind(
    "question_response",
    Field.Required("runId", FieldType.Run),
    Field.Required("questionRequestId", FieldType.Name),
    Field.Required("response", FieldType.Text))
{
    public override async ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        var result = await client.Runs.AnswerQuestion(request.Run!.Value, request.Required("questionRequestId"), request.Required("response"));
        if (!result.IsOk)
            client.Refuse(request, ErrorCodes.NoPendingQuestion, result.Error.Message);
    }
}
