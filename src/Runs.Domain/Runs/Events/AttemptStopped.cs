using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Events;

/// <summary>An attempt has stopped on request, or was given up after its grace. One that a pause stopped is made anew after it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="GivenUp">Whether nothing was heard of it in time.</param>
public sealed record AttemptStopped(StepId Step, int Attempt, bool GivenUp) : RunEvent
{
    internal const string TypeName = "attempt-stopped";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <inheritdoc/>
    protected override RunState Apply(RunState state, in EventStamp stamp)
    {
        var isPaused = state.Live.TryGetValue(Step, out var live) && !state.EndsWith(live);
        var stopped = state.WithoutLive(Step);
        if (isPaused)
            return Steps.MakeReadyAgain(stopped, Step);
        return stopped.WithStep(stopped.Steps[Step] with { Phase = StepPhase.Cancelled, EndedAt = stamp.At, Until = null });
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Step("step", Step);
        fields.Number("attempt", Attempt);
        fields.Flag("givenUp", GivenUp);
    }

    internal static AttemptStopped Read(FieldReader fields)
    {
        StepId step = default;
        int attempt = 0;
        bool givenUp = false;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Step(); break;
                case "attempt": attempt = fields.Int(); break;
                case "givenUp": givenUp = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, attempt, givenUp);
    }
}
