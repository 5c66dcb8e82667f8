using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Commands;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Stops a run that no other process executes.</summary>
internal sealed class StopVerb : EndingVerb
{
    private readonly Option<bool> _force = new("--force") { Description = "Without any grace: processes are killed at once." };

    private readonly Option<string?> _reason = ReasonOption.Create("What the run's error says.");

    public StopVerb()
        : base("stop", "Stops a run and waits for its end: what is under way has its grace.", "runs stop 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10")
    {
        Command.Add(_force);
        Command.Add(_reason);
    }

    /// <inheritdoc/>
    protected override Task<RunResult<Acknowledged>> End(IRunsDoor door, RunId run, ParseResult parsed) =>
        door.Stop(run, parsed.GetValue(_reason) ?? StopRun.ByClient, parsed.GetValue(_force));
}
