using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Stops a run that no other process executes.</summary>
internal sealed class StopVerb() : EndingVerb("stop", "Stops a run and waits for its end: what is under way has its grace.", "runs stop 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10")
{
    /// <inheritdoc/>
    protected override Task<RunResult<Acknowledged>> End(IRunsDoor door, RunId run) => door.Stop(run, StopRun.ByClient);
}
