using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;

namespace Runs.Domain.Runs.Commands;

/// <summary>What came of deleting the artifacts of a run that is being deleted: its journal follows them, or it stays.</summary>
/// <param name="Error">Why they could not be deleted; <see langword="null"/> when they are gone.</param>
public sealed record ReportErasure(RunError? Error) : RunCommand
{
    /// <inheritdoc/>
    public override bool IsInternal => true;

    internal override RunError? Decide(RunTurn turn)
    {
        if (!turn.State.IsBeingErased)
            return null;
        if (Error is { } error)
            turn.Raise(new ErasureFailed(error with { Message = WellFormed.Of(error.Message) }, RetentionRules.RetryAt(turn.State, turn.Now)));
        else
            turn.Raise(new RunErased());
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Error("error", Error);
    }

    internal static ReportErasure Read(FieldReader fields)
    {
        RunError? error = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "error": error = fields.Error(); break;
                default: fields.Skip(); break;
            }
        }

        return new(error);
    }
}
