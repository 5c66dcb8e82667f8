using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>End a run at once, whatever state it is in. Attempts under way are stopped by force and no longer listened to.</summary>
/// <param name="Reason">The text of the run's error.</param>
public sealed record KillRun(string Reason = "Run killed") : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (state.Status == RunStatus.None)
            return new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}");
        if (state.Status.IsActive())
            turn.Raise(new RunEnded(RunStatus.Killed.ToWord(), new RunError(RunErrors.Cancelled, Reason)));
        else if (state.Pending is not null)
            turn.Raise(new PreparationDropped(Expired: false));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Text("reason", Reason);
    }

    internal static KillRun Read(FieldReader fields)
    {
        string reason = "";
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "reason": reason = fields.Text(); break;
                default: fields.Skip(); break;
            }
        }

        return new(reason);
    }
}
