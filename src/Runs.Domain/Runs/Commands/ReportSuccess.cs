using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.Commands;

/// <summary>An attempt has a result. Only the attempt that the run waits for is heard; a straggler changes nothing.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Output">The result.</param>
/// <param name="Usage">What a model used.</param>
/// <param name="FinishReason">Why a model ended, in its words.</param>
public sealed record ReportSuccess(StepId Step, int Attempt, Content Output, Usage Usage, string FinishReason) : RunCommand
{
    /// <summary>The tools that a model calls; with none its reply is the result of the step.</summary>
    public IReadOnlyList<ToolCall> Calls { get; init; } = [];

    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (!turn.State.IsAwaited(Step, Attempt, out var live))
            return null;
        var step = turn.State.Steps[Step];
        var agent = turn.State.AgentOf(step);
        if (turn.State.NodeOf(step).OutputLimit is { } limit && Output.Bytes > limit && Calls.Count == 0 && !live.IsCompaction)
        {
            AttemptRules.Fail(turn, live, new AttemptFailure(new RunError(
                RunErrors.OutputLimit, $"The output has {Output.Bytes} bytes; the step's outputLimit is {limit}."))
            { IsPermanent = true });
            return null;
        }

        if (agent.Kind != PlanAgentKind.Llm)
            turn.Raise(new StepSucceeded(Step, Attempt, Output));
        else if (live.IsCompaction)
            Compact(turn, live);
        else if (Calls.Count > 0)
            CallTools(turn, live, agent);
        else
            Reply(turn, live, agent);
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("attempt", Attempt);
        fields.Content("output", Output);
        fields.Usage("usage", Usage);
        fields.Text("finish", FinishReason);
        fields.Calls("calls", [.. Calls]);
    }

    internal static ReportSuccess Read(FieldReader fields)
    {
        StepId step = default;
        int attempt = 0;
        Content output = Content.Empty;
        Usage usage = default;
        string finishReason = "";
        ValueArray<ToolCall> calls = [];
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "output": output = fields.Content(); break;
                case "usage": usage = fields.Usage(); break;
                case "finish": finishReason = fields.Text(); break;
                case "calls": calls = fields.Calls(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, attempt, output, usage, finishReason) { Calls = calls };
    }

    private void Reply(RunTurn turn, LiveAttempt live, PlanAgent agent)
    {
        turn.Raise(new ModelReplied(Step, live.Unit, Attempt, Output, Usage, WellFormed.Of(FinishReason), agent.Model ?? ""));
        if (StepMessages.Continue(turn.State, Step))
        {
            turn.Raise(new StepContinued(Step));
            return;
        }

        turn.Raise(new AgentReplied(Step));
        turn.Raise(new StepSucceeded(Step, Attempt, null));
    }

    private void CallTools(RunTurn turn, LiveAttempt live, PlanAgent agent)
    {
        if (Calls.Count > ToolCalls.MaxCalls)
        {
            AttemptRules.Fail(turn, live, new AttemptFailure(new RunError(
                RunErrors.TooManyCalls, $"The reply calls {Calls.Count} tools; {ToolCalls.MaxCalls} are allowed.")));
            return;
        }

        var round = (turn.State.Steps[Step].Loop?.Rounds.Count ?? 0) + 1;
        turn.Raise(new ToolsCalled(
            Step, live.Unit, Attempt, Output, Usage, WellFormed.Of(FinishReason), agent.Model ?? "", ToolCalls.Kept(Calls, round)));
        if (turn.State.EndsWith(live))
            return;
        var most = (agent.Settings as LlmSettings)?.MaxSteps ?? LlmSettings.DefaultMaxSteps;
        if (round < most)
            ToolCalls.Begin(turn, Step, Calls);
        else
            turn.Raise(new StepFailed(Step, new RunError(RunErrors.MaxSteps, $"The model was called {most} times (maxSteps) and still calls tools.")));
    }

    private void Compact(RunTurn turn, LiveAttempt live)
    {
        if (turn.State.EndsWith(live) || Output.IsEmpty)
            AttemptRules.Fail(turn, live, new AttemptFailure(new RunError(RunErrors.EmptySummary, "The summary of the conversation is empty.")));
        else
            turn.Raise(Compactions.Event(turn.State, live, Output, Usage));
    }
}
