using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>An attempt has a result. Only the attempt that the run waits for is heard; a straggler changes nothing.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Output">The result.</param>
/// <param name="Usage">What a model used.</param>
/// <param name="FinishReason">Why a model ended, in its words.</param>
public sealed record ReportSuccess(StepId Step, int Attempt, Content Output, Usage Usage, string FinishReason) : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (!turn.State.IsAwaited(Step, Attempt, out var live))
            return null;
        var agent = turn.State.AgentOf(turn.State.Steps[Step]);
        if (agent.Kind != PlanAgentKind.Llm)
        {
            turn.Raise(new StepSucceeded(Step, Attempt, Output));
            return null;
        }

        turn.Raise(new ModelReplied(Step, live.Unit, Attempt, Output, Usage, WellFormed.Of(FinishReason), agent.Model ?? ""));
        turn.Raise(new AgentReplied(Step));
        turn.Raise(new StepSucceeded(Step, Attempt, null));
        return null;
    }
}
