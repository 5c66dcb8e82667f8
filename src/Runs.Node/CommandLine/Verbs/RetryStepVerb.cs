using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Tries one step of a run again.</summary>
internal sealed class RetryStepVerb() : StepVerb(
    "retry-step", "Tries one step of a run that has not ended again: now, with its attempts anew, or in a graph from its beginning.", "runs retry-step 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 draft")
{
    /// <inheritdoc/>
    protected override Task<RunResult<Acknowledged>> Store(IRunsDoor door, RunId run, ParseResult parsed) => door.RetryStep(run, StepOf(parsed));
}
