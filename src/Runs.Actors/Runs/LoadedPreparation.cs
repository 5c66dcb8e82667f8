using Runs.Domain.Runs;

namespace Runs.Actors.Runs;

/// <summary>A preparation, and whether its strategy is that of the last segment because the file is gone.</summary>
internal sealed record LoadedPreparation(RunPreparation Preparation, bool UsedFrozenPlan);
