using Runs.Actors.Attempts;
using Runs.Actors.Erasures;
using Runs.Actors.Queues;
using Runs.Actors.SubRuns;

namespace Runs.Actors.Runs;

/// <summary>Who carries out what runs owe.</summary>
/// <param name="Attempts">The attempts.</param>
/// <param name="SubRuns">The word between parents and sub-runs.</param>
/// <param name="Erasures">The deletions.</param>
/// <param name="Permits">The word to the coordinators.</param>
internal sealed record RunHosts(AttemptHost Attempts, SubRunHost SubRuns, RunErasures Erasures, PermitHost Permits);
