using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Begins nothing new in a run until it is resumed.</summary>
internal sealed class PauseVerb : StoringVerb
{
    private readonly Option<bool> _now = new("--now") { Description = "Stops what is under way too; it is made anew after the pause, unless it may not be repeated (replay: never)." };

    private readonly Option<string?> _reason = ReasonOption.Create("Why, for lists and people.");

    public PauseVerb()
        : base("pause", "Begins nothing new in a run until runs resume. What is under way may end.", "runs pause 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 --now")
    {
        Command.Add(_now);
        Command.Add(_reason);
    }

    /// <inheritdoc/>
    protected override Task<RunResult<Acknowledged>> Store(IRunsDoor door, RunId run, ParseResult parsed) =>
        door.Pause(run, parsed.GetValue(_reason) ?? PauseRun.ByClient, parsed.GetValue(_now));
}
