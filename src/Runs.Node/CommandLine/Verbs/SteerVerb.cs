using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Gives a run a text for the agent that is called next.</summary>
internal sealed class SteerVerb : StoringVerb
{
    private readonly Argument<string> _text = new("TEXT") { Description = "What the agent that is called next is told beside its message." };

    public SteerVerb()
        : base("steer", "Gives a run that has not ended a text for the agent that is called next. The run is not executed.", "runs steer 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 \"be brief\"") =>
        Command.Add(_text);

    /// <inheritdoc/>
    protected override Task<RunResult<Acknowledged>> Store(IRunsDoor door, RunId run, ParseResult parsed) =>
        door.Steer(run, parsed.GetRequiredValue(_text));
}
