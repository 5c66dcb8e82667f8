using Runs.Domain.Contents;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.Commands;

/// <summary>A person's answer to a question of a model. The first answer counts.</summary>
/// <param name="RequestId">The question.</param>
/// <param name="Response">The answer; may be empty.</param>
public sealed record AnswerQuestion(string RequestId, string Response) : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        if (!turn.State.Questions.TryGetValue(RequestId, out var question))
            return new RunError(RunErrors.NoPendingQuestion, $"No pending question request {RequestId} for run {turn.State.RunId}");
        turn.Raise(new ToolReplied(question.Step, question.Unit, Content.Of(AskQuestion.Output(Response)), null));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("request", RequestId);
        fields.Text("response", Response);
    }

    internal static AnswerQuestion Read(FieldReader fields)
    {
        string requestId = "";
        string response = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "request": requestId = fields.Text(); break;
                case "response": response = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(requestId, response);
    }
}
