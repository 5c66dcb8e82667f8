using Runs.Actors;
using Runs.Domain.Identity;
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
        await using var node = await LocalNode.Start(context.Options, dispatches: true);
        var exitCodes = await Task.WhenAll(runs.Select(run => Resume(node.System, run, interrupts)));
        if (interrupts.IsHurried)
            node.Hurry(TimeSpan.Zero);
        return exitCodes.Max();
    }

    private async Task<List<RunId>> Interrupted()
    {
        await using var reading = DataReading.TryOpen(context.Options.DataDirectory, context.Options.Journal);
        return reading is null
            ? []
            : await reading.List(cwd: null).Where(run => run.State == RunSummary.Interrupted).Select(run => RunId.Parse(run.RunId)).ToListAsync();
    }

    private async Task<int> Resume(RunSystem system, RunId run, Interrupts interrupts)
    {
        await using var view = new OutcomeView(context.Streams, context.AsJson);
        var reply = await system.Resume(run);
        if (!reply.IsOk)
        {
            view.Note(ErrorText.Of(reply.Error));
            return ExitCodes.Refused;
        }

        var outcome = await new ForegroundRun(system, run, view, AnswerSource.Nobody, interrupts).Follow(reply.Value.Seq, reply.Value.Seq);
        view.End(outcome, result: null);
        if (Closing.Note(outcome, context.DataArgument) is { } note)
            view.Note(note);
        return outcome.ExitCode;
    }
}
