using Runs.Domain.Runs.Progress;

namespace Runs.Domain.Runs.Commands;

/// <summary>Start the next segment of a run that has ended before.</summary>
/// <param name="Input">What to start it with; may be empty.</param>
/// <param name="RequestId">The id of the request, which later frames echo.</param>
public sealed record ContinueRun(string Input, string? RequestId = null) : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        if (StartRules.RefuseContinue(turn.State) is { } refusal)
            return refusal;
        Queueing.Start(turn, Input, RequestId);
        return null;
    }
}
