using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>An attempt of a step is sent to its handler. The first one begins the step, which has not begun before.</summary>
/// <param name="Step">The step.</param>
/// <param name="Unit">What is attempted, if it isn't the step itself: one of its model calls.</param>
/// <param name="Attempt">The number, from 1.</param>
/// <param name="Node">The incarnation of the node that runs it.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="Steers">How many steering texts it takes along.</param>
public sealed record StepDispatched(StepId Step, StepId Unit, int Attempt, long Node, TimeSpan Timeout, int Steers) : RunEvent
{
    internal const string TypeName = "step-dispatched";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>The slots that it takes; none for a step that needs none.</summary>
    public ValueArray<Permit> Permits { get; init; } = [];

    /// <summary>Whether it is the call that summarises what the step's agent said earlier.</summary>
    public bool IsCompaction => Unit == Step.Compaction();

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var begun = state.Steps[Step].StartedAt is null ? Steps.Begin(state, Step, Steers, stamp.At) : state.WithoutReady(Step);
        var step = begun.Steps[Step];
        var deadline = stamp.At.After(Timeout);
        var live = new LiveAttempt(Step, Unit.Value is null ? Step : Unit, Attempt, Node, deadline) { Permits = Permits };
        return (Progress.Permits.Take(begun, Permits, Step, Attempt) with { Live = begun.Live.SetItem(Step, live) })
            .WithStep(step with { Phase = StepPhase.Running, Attempt = Attempt, Until = null })
            .WithTimer(deadline, RunTimerKind.AttemptDeadline, Step);
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Step("unit", Unit);
        fields.Number("attempt", Attempt);
        fields.Number("node", Node);
        fields.Duration("timeout", Timeout);
        fields.Number("steers", Steers);
        fields.Permits("permits", Permits);
    }

    internal static StepDispatched Read(FieldReader fields)
    {
        StepId step = default;
        StepId unit = default;
        int attempt = 0;
        long node = 0;
        TimeSpan timeout = default;
        int steers = 0;
        ValueArray<Permit> permits = [];
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "unit": unit = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "node": node = fields.Number(); break;
                case "timeout": timeout = fields.Duration(); break;
                case "steers": steers = fields.Int(); break;
                case "permits": permits = fields.Permits(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, unit, attempt, node, timeout, steers) { Permits = permits };
    }
}
