using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Node.Doors;
using Runs.Node.Hosting;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine;

/// <summary>Goes on with all interrupted runs of a data directory, side by side.</summary>
internal sealed class ResumeAll(VerbContext context)
{
    /// <summary>Executes them; the exit code is the worst of theirs.</summary>
    public async Task<int> Execute()
    {
        var runs = await Interrupted();
        if (runs.Count == 0)
            return ExitCodes.Ok;
        using var interrupts = Interrupts.Listen();
        await using var door = await RunDoors.OpenToExecute(context);
        var exitCodes = await Task.WhenAll(runs.Select(run => Resume(door, run, interrupts)));
        if (interrupts.IsHurried)
            door.Hurry();
        return exitCodes.Max();
    }

    private async Task<List<RunId>> Interrupted()
    {
        await using var reader = await RunDoors.OpenToRead(context);
        return await reader.List(new RunFilter(RunSummary.Interrupted)).Select(run => RunId.Parse(run.RunId)).ToListAsync();
    }

    private async Task<int> Resume(IRunsDoor door, RunId run, Interrupts interrupts)
    {
        await using var view = new OutcomeView(context.Streams, context.AsJson);
        var reply = await door.Resume(run);
        if (!reply.IsOk)
        {
            view.Note(ErrorText.Of(reply.Error));
            return ExitCodes.Refused;
        }

        var stored = await StoredRun.Read(door, run);
        var outcome = await new ForegroundRun(door, run, view, AnswerSource.Nobody, interrupts).Follow(stored, reply.Value.Seq);
        view.End(outcome, result: null);
        if (Closing.Note(outcome, context.PlaceArgument) is { } note)
            view.Note(note);
        return outcome.ExitCode;
    }
}
