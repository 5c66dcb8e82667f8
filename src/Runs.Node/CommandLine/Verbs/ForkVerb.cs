using System.CommandLine;
using Runs.Actors;
using Runs.Actors.Forks;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;
using Runs.Node.Reading;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Executes a part of a run once more, as a run of its own.</summary>
internal sealed class ForkVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    private readonly Option<string?> _from = new("--from")
    {
        HelpName = "STEP",
        Description = "The step from which on everything is executed anew, with all that depends on it. Default: everything that has not succeeded.",
    };

    private readonly Option<string?> _input = new("--input")
    {
        HelpName = "TEXT|@FILE|-",
        Description = "What the new run works on: a text, the text of a file, or standard input. Default: what the run worked on.",
    };

    private readonly Option<string?> _cwd = new("--cwd") { HelpName = "DIR", Description = "The working directory of its processes. Default: as before." };

    private readonly Option<string?> _model = new("--model") { HelpName = "MODEL", Description = "A model that replaces that of every agent. Default: as before." };

    private readonly Option<string?> _runId = new("--run-id") { HelpName = "ID", Description = "The new run's id. Default: a new, random one." };

    private readonly Option<string[]> _answers = AnswerOption.Create();

    public ForkVerb()
        : base("fork", "Makes a new run that takes over the results of another one, and executes the rest here. --set changes a value of the strategy: agents.NAME.KEY=VALUE, steps.ID.KEY=VALUE, or a path from its root.", "runs fork 3f2a7c1e-0d0b-4f0e-9a51-5d6c2f1f8a10 --from draft --set agents.writer.model=openai/gpt-4o")
    {
        Command.Add(_run);
        Command.Add(_from);
        Command.Add(_input);
        Command.Add(_cwd);
        Command.Add(_model);
        Command.Add(_runId);
        Command.Add(_answers);
    }

    /// <summary>All keys of the configuration begin with runs; whatever doesn't is of the strategy.</summary>
    protected override bool IsSetting(string set) => set.StartsWith("runs.", StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var parsed = context.Parsed;
        var source = ParseRun(parsed.GetRequiredValue(_run));
        var run = parsed.GetValue(_runId) is { } id ? ParseRun(id) : RunId.Parse(context.Options.System.NewId());
        var input = parsed.GetValue(_input) is { } given ? await InputText.Read(given, context.Streams) : null;
        var request = new PrepareRequest
        {
            Run = run,
            Cwd = context.FullPath(parsed.GetValue(_cwd)),
            ModelOverride = parsed.GetValue(_model),
            Fork = new ForkRequest(source, parsed.GetValue(_from)) { Changes = [.. CommonOptions.Sets(parsed).Where(set => !IsSetting(set)).Select(Change)] },
        };
        return await new ForegroundExecution(context, parsed.GetValue(_answers) ?? [])
            .Execute(run, (door, state) => SetGoing(door, state, request, input));
    }

    private static async Task<RunResult<Acknowledged>> SetGoing(IRunsDoor door, RunState state, PrepareRequest request, string? input)
    {
        if (state.Status != RunStatus.None)
            return new RunError(RunErrors.Exists, $"Run {request.Run} exists; a fork is a new run and needs another id.");
        var source = await StoredRun.Read(door, request.Fork!.Source);
        if (source.Seq == 0)
            throw RunDoors.Missing(door, request.Fork.Source);
        var prepared = await door.Prepare(request);
        return prepared.IsOk ? await door.Start(request.Run!.Value, input ?? source.State.Current?.Input ?? "") : prepared.Error;
    }

    private static KeyValuePair<string, string> Change(string text)
    {
        var end = text.IndexOf('=', StringComparison.Ordinal);
        return end > 0
            ? new(text[..end], text[(end + 1)..])
            : throw new UserError("cli.set", $"--set takes PATH=VALUE, unlike \"{text}\".");
    }
}
