using Runs.Domain;

namespace Runs.Actors.Erasures;

/// <summary>What came of <see cref="DeleteRun"/>.</summary>
/// <param name="Erased">The receipt; <see langword="null"/> when the run wasn't deleted.</param>
/// <param name="Error">Why not.</param>
internal sealed record RunDeleted(ErasedRun? Erased, RunError? Error)
{
    public static RunDeleted Of(RunResult<ErasedRun> result) => new(result.Value, result.Error);

    public RunResult<ErasedRun> Result => Erased is { } erased ? erased : Error!;
}
