using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;
using Runs.Node.Hosting;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine;

/// <summary>Sets a run going in this program and follows it: what run, continue, resume and answer have in common.</summary>
internal sealed class ForegroundExecution(VerbContext context, IEnumerable<string> answers)
{
    /// <summary>Executes a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="set">Sets it going, given the run as it is stored. Nothing brings the run to life before.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Execute(RunId run, Func<IRunsDoor, RunState, Task<RunResult<Acknowledged>>> set)
    {
        using var interrupts = Interrupts.Listen();
        await using var door = await RunDoors.OpenToExecute(context);
        var before = await StoredRun.Read(door, run);
        var after = Require(await set(door, before.State));
        await using var view = RunViews.Create(context.Streams, context.Options.Terminal, context.AsJson);
        var source = AnswerSource.Of(answers, context.Streams);
        var outcome = await new ForegroundRun(door, run, view, source, interrupts).Follow(before, after.Seq);
        if (interrupts.IsHurried)
            door.Hurry();
        view.End(outcome, await Result(door, run, outcome));
        if (Closing.Note(outcome, context.PlaceArgument) is { } note)
            view.Note(note);
        return outcome.ExitCode;
    }

    /// <summary>What the engine says, or its refusal.</summary>
    public static T Require<T>(RunResult<T> reply)
        where T : class => reply.IsOk ? reply.Value : throw UserError.Of(reply.Error);

    private static async Task<string?> Result(IRunsDoor door, RunId run, RunOutcome outcome) =>
        outcome is { Kind: RunOutcomeKind.Ended, State.End.Result: { } result } ? await door.Text(run, result) : null;
}
