using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>A text for the agent that is called next. A prepared run can be steered too; a call under way isn't disturbed.</summary>
/// <param name="Text">The text; not empty.</param>
public sealed record SteerRun(string Text) : RunCommand
{
    /// <summary>So many texts may wait for the next agent.</summary>
    public const int MaxWaiting = 256;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        var canBeSteered = state.Pending is not null || (state.Status.IsActive() && !state.IsUnwinding);
        if (!canBeSteered)
            return new RunError(RunErrors.NotSteerable, $"Cannot steer run {state.RunId}: not running");
        if (state.Steering.Count() >= MaxWaiting)
            return new RunError(RunErrors.SteeringFull, $"Run {state.RunId} has {MaxWaiting} steering texts waiting; let an agent be called first.");
        turn.Raise(new Steered(WellFormed.Of(Text)));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("text", Text);
    }

    internal static SteerRun Read(FieldReader fields)
    {
        string text = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "text": text = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(text);
    }
}
