using Runs.Gateway.Connections;
using Runs.Gateway.Requests.Reading;

namespace Runs.Gateway.Requests.Interaction;

/// <summary>Answers a question of an agent. No agent asks one yet.</summary>
internal sealed class QuestionResponseRequest() : RequestKind(
    "question_response",
    Field.Required("runId", FieldType.Run),
    Field.Required("questionRequestId", FieldType.Name),
    Field.Required("response", FieldType.Text))
{
    public override ValueTask Handle(GatewayContext gateway, ClientConnection client, ClientRequest request)
    {
        client.Refuse(request, ErrorCodes.NoPendingQuestion, $"No pending question request {request.Text("questionRequestId")} for run {request.Run}");
        return ValueTask.CompletedTask;
    }
}
