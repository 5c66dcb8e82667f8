using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>A step waits: for a person, or until a time.</summary>
/// <param name="Step">The step.</param>
/// <param name="Until">Until when; null for a person.</param>
public sealed record WaitOpened(StepId Step, DateTimeOffset? Until) : RunEvent
{
    internal const string TypeName = "wait-opened";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var step = state.Steps[Step];
        var waiting = state.WithStep(step with { Phase = StepPhase.Waiting, Until = Until });
        if (Until is { } until)
            return waiting.WithTimer(until, RunTimerKind.Delay, Step);
        return waiting with
        {
            Inputs = waiting.Inputs.SetItem(Threads.Of(state, step), new(Step, state.AgentOf(step).Name, stamp.At)),
        };
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Time("until", Until);
    }

    internal static WaitOpened Read(FieldReader fields)
    {
        StepId step = default;
        DateTimeOffset? until = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "until": until = fields.Time(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, until);
    }
}
