using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Ends one step of a run before its time.</summary>
internal sealed class CancelStepVerb : StepVerb
{
    private readonly Option<bool> _force = new("--force") { Description = "Without any grace: processes are killed at once." };

    private readonly Option<string?> _reason = ReasonOption.Create("What the step's error says.");

    public CancelStepVerb()
        : base("cancel-step", "Ends one step of a run before its time. In a graph, what doesn't need it goes on.", "runs cancel-step 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 draft")
    {
        Command.Add(_force);
        Command.Add(_reason);
    }

    /// <inheritdoc/>
    protected override Task<RunResult<Acknowledged>> Store(IRunsDoor door, RunId run, ParseResult parsed) =>
        door.CancelStep(run, StepOf(parsed), parsed.GetValue(_reason) ?? CancelStep.ByClient, parsed.GetValue(_force));
}
