using Runs.Domain.Identity;

namespace Runs.Actors.Erasures;

/// <summary>The receipt of a deletion.</summary>
/// <param name="Run">The run that is gone.</param>
/// <param name="Artifacts">The names of its artifacts, as they were listed last.</param>
/// <param name="Bytes">How much room that made in the artifact store. Final artifacts take none: they are made when they are asked for.</param>
public sealed record ErasedRun(RunId Run, IReadOnlyList<string> Artifacts, long Bytes);
