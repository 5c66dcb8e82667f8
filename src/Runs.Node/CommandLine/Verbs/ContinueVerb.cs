using System.CommandLine;
using Runs.Actors;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Starts the next segment of a run that has ended.</summary>
internal sealed class ContinueVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    private readonly Option<string?> _input = new("--input")
    {
        HelpName = "TEXT|@FILE|-",
        Description = "What the run goes on with: a text, the text of a file, or standard input.",
    };

    private readonly Option<string?> _model = new("--model") { HelpName = "MODEL", Description = "A model that replaces that of every agent. Default: as before." };

    private readonly Option<string[]> _answers = AnswerOption.Create();

    public ContinueVerb()
        : base("continue", "Goes on with a run that has ended: its strategy once more, with what was said so far.", "runs continue 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 --input \"now shorter\"")
    {
        Command.Add(_run);
        Command.Add(_input);
        Command.Add(_model);
        Command.Add(_answers);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        var input = await InputText.Read(context.Parsed.GetValue(_input), context.Streams);
        var request = new PrepareRequest { Run = run, ModelOverride = context.Parsed.GetValue(_model) };
        return await new ForegroundExecution(context, context.Parsed.GetValue(_answers) ?? [])
            .Execute(run, (door, state) => Continue(context, door, state, request, input));
    }

    private static async Task<RunResult<Acknowledged>> Continue(VerbContext context, IRunsDoor door, RunState state, PrepareRequest request, string input)
    {
        var run = request.Run!.Value;
        if (state.Status.IsActive())
            return new RunError(RunErrors.Active, $"Run {run} has not ended ({state.Status.ToWord()}). Go on with it: runs resume {run}{context.PlaceArgument}");
        var prepared = await door.Prepare(request);
        if (!prepared.IsOk)
            return prepared.Error;
        if (prepared.Value.IsFileGone)
            await context.Streams.Error.WriteLineAsync("The strategy's file is gone; going on with the strategy as it was.");
        return await door.Continue(run, input);
    }
}
