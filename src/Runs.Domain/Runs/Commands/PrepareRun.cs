using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Commands;

/// <summary>
/// Freeze a plan for a run's next segment. A run that is prepared already stays as it is; of a run that is under way
/// nothing is changed either: the caller gets what it is.
/// </summary>
/// <param name="Preparation">What to freeze; <see langword="null"/> when the caller could not read a strategy and only wants to attach.</param>
public sealed record PrepareRun(RunPreparation? Preparation) : RunCommand
{
    internal override RunError? Decide(RunTurn turn)
    {
        var state = turn.State;
        if (state.IsBeingErased)
            return ErasingRun.Refusal(state);
        if (state.Pending is not null || state.Status.IsActive())
            return null;
        if (Preparation is not { } preparation)
            return new RunError(RunErrors.NotFound, $"Run not found: {state.RunId}");
        if (preparation.Fork is not null && state.Current is not null)
            return new RunError(RunErrors.Exists, $"Run {state.RunId} exists; a fork is a new run and needs another id.");
        turn.Raise(new RunPrepared(
            (state.Current?.Number ?? 0) + 1,
            state.Owner.Length == 0 ? WellFormed.Of(preparation.Owner) : state.Owner,
            WellFormed.Of(preparation.StrategyJson),
            WellFormed.Of(preparation.StrategyPath),
            WellFormed.Of(preparation.Cwd),
            WellFormed.Of(preparation.ModelOverride),
            WellFormed.Of(preparation.ManifestPath),
            preparation.Settings)
        {
            Admission = preparation.Admission,
        });
        if (preparation.Fork is { } fork)
            turn.Raise(new RunForked(fork));
        return null;
    }

    internal override void Write(FieldWriter fields)
    {
        fields.Object("preparation", Preparation, nested => Preparation!.Write(nested));
    }

    internal static PrepareRun Read(FieldReader fields)
    {
        RunPreparation? preparation = null;
        while (fields.Next())
        {
            switch (fields.Name)
            {
                case "preparation": preparation = fields.Object(RunPreparation.Read); break;
                default: fields.Skip(); break;
            }
        }

        return new(preparation);
    }
}
