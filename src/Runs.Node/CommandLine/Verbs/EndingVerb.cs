using System.CommandLine;
using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Node.Hosting;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Ends a run that no other process executes, and waits until it has ended. One that has ended already stays as it is.</summary>
internal abstract class EndingVerb : Verb
{
    private readonly Argument<string> _run = RunArgument();

    protected EndingVerb(string name, string description, string example)
        : base(name, description, example) => Command.Add(_run);

    /// <summary>Asks for the end.</summary>
    protected abstract ValueTask<RunResult<RunReply>> End(RunSystem system, RunId run);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        using var interrupts = Interrupts.Listen();
        await using var node = await LocalNode.Start(context.Options, dispatches: true);
        var before = await StoredRun.Read(node.Journal, run);
        if (before.State.Status == RunStatus.None)
            throw UserError.Of(new RunError(RunErrors.NotFound, $"There is no run {run} in {context.Options.DataDirectory}."));
        var after = ForegroundExecution.Require(await End(node.System, run));
        await using var view = new OutcomeView(context.Streams, context.AsJson);
        var outcome = await new ForegroundRun(node.System, run, view, AnswerSource.Nobody, interrupts).Follow(before.Seq, after.Seq);
        view.End(outcome, result: null);
        return outcome.Kind == RunOutcomeKind.Ended ? ExitCodes.Ok : outcome.ExitCode;
    }
}
