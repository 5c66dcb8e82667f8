using Runs.Domain.Contents;
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
}
