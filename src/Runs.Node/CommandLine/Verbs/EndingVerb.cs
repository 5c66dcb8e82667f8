using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;
using Runs.Node.Hosting;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Ends a run that no other process executes, and waits until it has ended. One that has ended already stays as it is.</summary>
internal abstract class EndingVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    protected EndingVerb(string name, string description, string example)
        : base(name, description, example) => Command.Add(_run);

    /// <summary>Asks for the end.</summary>
    protected abstract Task<RunResult<Acknowledged>> End(IRunsDoor door, RunId run, ParseResult parsed);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        using var interrupts = Interrupts.Listen();
        await using var door = await RunDoors.OpenToExecute(context);
        var before = await StoredRun.Read(door, run);
        if (before.State.Status == RunStatus.None)
            throw RunDoors.Missing(door, run);
        var after = ForegroundExecution.Require(await End(door, run, context.Parsed));
        await using var view = new OutcomeView(context.Streams, context.AsJson);
        var outcome = await new ForegroundRun(door, run, view, AnswerSource.Nobody, interrupts).Follow(before, after.Seq);
        view.End(outcome, result: null);
        return outcome.Kind == RunOutcomeKind.Ended ? ExitCodes.Ok : outcome.ExitCode;
    }
}
