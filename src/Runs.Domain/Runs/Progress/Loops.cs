using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Domain.Runs.Tools;

namespace Runs.Domain.Runs.Progress;

/// <summary>The loop of a model's step, folded: a summary of old records perhaps, then calls of the model until one calls no tools and no message waits.</summary>
internal static class Loops
{
    /// <summary>What the next attempt of a model's step attempts. A step without a loop is before its first call, or in it.</summary>
    public static StepId NextUnit(RunState state, StepState step) => step.Loop switch
    {
        null => Compactions.AreDue(state, step) ? step.Id.Compaction() : step.Id.ModelCall(1),
        var loop => step.Id.ModelCall(loop.Rounds.Count + 1),
    };

    /// <summary>The step waits for the results of its model's tool calls.</summary>
    public static RunState AfterCalls(RunState state, ToolsCalled called)
    {
        var step = state.Steps[called.Step];
        var loop = step.Loop ?? AgentLoop.Begin;
        return state.WithStep(step with
        {
            Phase = StepPhase.Waiting,
            Usage = step.Usage + called.Usage,
            FinishReason = called.FinishReason,
            Loop = loop with { Rounds = loop.Rounds.Add(ToolRound.Of(called.Text, called.Calls)) },
        }) with
        {
            Recoveries = 0,
        };
    }

    /// <summary>A call has its result; with the last one the next model call can begin.</summary>
    public static RunState AfterResult(RunState state, StepId id, StepId unit, ToolResult result)
    {
        var step = state.Steps[id];
        var loop = step.Loop!;
        var round = loop.Rounds[^1].With(unit.CallNumber, result);
        step = step with { Loop = loop with { Rounds = loop.Rounds.SetItem(loop.Rounds.Count - 1, round) } };
        state = state with { Questions = state.Questions.RemoveRange(state.Questions.Values.Where(open => open.Unit == unit).Select(open => open.RequestId)) };
        return round.IsComplete ? GoOn(state, step) : state.WithStep(step);
    }

    /// <summary>The reply is not the step's last: messages wait, and the next model call can begin.</summary>
    public static RunState AfterReply(RunState state, StepId id)
    {
        var step = state.Steps[id];
        var loop = step.Loop ?? AgentLoop.Begin;
        var continued = step with { Output = null, Loop = loop with { Rounds = loop.Rounds.Add(ToolRound.Of(step.Output!, [])) } };
        return GoOn(state, continued) with { Recoveries = 0 };
    }

    /// <summary>The summary is there, or was given up: the step's first model call can begin.</summary>
    public static RunState AfterCompaction(RunState state, StepId id)
    {
        var step = state.Steps[id];
        return GoOn(state, step with { Loop = AgentLoop.Begin });
    }

    /// <summary>The next call is on the agenda. Its attempts are counted anew.</summary>
    private static RunState GoOn(RunState state, StepState step)
    {
        step = step with
        {
            Phase = StepPhase.Ready,
            Error = null,
            AttemptsForgiven = step.Attempt,
            Loop = step.Loop! with { AttemptsBefore = step.Attempt },
        };
        return state.WithStep(step).WithReady(step);
    }
}
