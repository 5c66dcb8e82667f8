using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Ends a run by force.</summary>
internal sealed class KillVerb() : EndingVerb("kill", "Ends a run at once, without any grace.", "runs kill 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10")
{
    /// <inheritdoc/>
    protected override Task<RunResult<Acknowledged>> End(IRunsDoor door, RunId run, ParseResult parsed) => door.Kill(run);
}
