using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Deletes a run that has ended.</summary>
internal sealed class DeleteVerb()
    : StoringVerb("delete", "Deletes a run that has ended, with its history and its large results.", "runs delete 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10")
{
    /// <inheritdoc/>
    protected override Task<RunResult<Acknowledged>> Store(IRunsDoor door, RunId run, ParseResult parsed) => door.Delete(run);
}
