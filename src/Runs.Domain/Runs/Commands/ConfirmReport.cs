using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;

namespace Runs.Domain.Runs.Commands;

/// <summary>The parent of this sub-run has heard of its end.</summary>
public sealed record ConfirmReport : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (turn.State.Report is not null)
            turn.Raise(new ParentTold());
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
    }

    internal static ConfirmReport Read(FieldReader fields)
    {
        fields.SkipRest();
        return new();
    }
}
