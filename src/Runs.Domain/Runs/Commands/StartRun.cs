using Runs.Domain.Runs.Events;

namespace Runs.Domain.Runs.Commands;

/// <summary>Start the first segment of a run.</summary>
/// <param name="Input">What to start it with.</param>
/// <param name="RequestId">The id of the request, which later frames echo.</param>
public sealed record StartRun(string Input, string? RequestId = null) : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        if (StartRules.Refuse(turn.State) is { } refusal)
            return refusal;
        if (turn.State.Current is not null)
            return new RunError(RunErrors.IsContinuation, $"Run was prepared for continuation: {turn.State.RunId}");
        turn.Raise(new RunStarted(turn.State.Pending!.Number, Input, RequestId));
        return null;
    }
}
