using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// End one step before its time: what is under way in it gets its grace. In a graph or a list everything that doesn't need it goes on;
/// elsewhere the flow around it can't. A step that has ended, or is ending, stays as it is.
/// </summary>
/// <param name="Step">The step, as <see cref="StepReference"/> has it.</param>
/// <param name="Reason">What the step's error says.</param>
/// <param name="Force">Whether what is under way is stopped at once, without its grace; also when it is stopping already.</param>
public sealed record CancelStep(string Step, string Reason = CancelStep.ByClient, bool Force = false) : RunCommand
{
    /// <summary>The reason when a client asks and gives none.</summary>
    public const string ByClient = "Step cancelled by client";

    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (state.Status == RunStatus.None)
            return new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}");
        if (StepReference.Find(state, Step) is not { } id || id == StepId.Root(state.Current!.Number))
            return new RunError(RunErrors.StepNotFound, $"Run {state.RunId} has no step \"{WellFormed.Of(Step)}\" that could be cancelled.");
        var step = state.Steps[id];
        if (state.Status == RunStatus.Queued || !state.Status.IsActive() || state.IsUnwinding || step.Phase.IsTerminal())
            return null;
        if (Scopes.Around(state, step) is null || (Force && Scopes.LiveIn(state, step).Any(live => !live.IsForced)))
            turn.Raise(new StepCancelRequested(id, new RunError(RunErrors.StepCancelled, WellFormed.Of(Reason)), Force));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("step", Step);
        fields.Text("reason", Reason);
        fields.Flag("force", Force);
    }

    internal static CancelStep Read(FieldReader fields)
    {
        string step = "";
        string reason = "";
        bool force = false;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "step": step = fields.Text(); break;
                case "reason": reason = fields.Text(); break;
                case "force": force = fields.Flag(); break;
                default: fields.Skip(); break;
            }
        }

        return new(step, reason, force);
    }
}
