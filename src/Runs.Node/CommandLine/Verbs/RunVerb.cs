using System.CommandLine;
using Runs.Actors;
using Runs.Domain;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Executes a strategy here.</summary>
internal sealed class RunVerb : RunsVerb
{
    private readonly Argument<string> _file = new("FILE") { Description = "The strategy: .yaml, .yml, .json or .jsonc." };

    private readonly Option<string?> _input = new("--input")
    {
        HelpName = "TEXT|@FILE|-",
        Description = "What the run works on: a text, the text of a file, or standard input.",
    };

    private readonly Option<string?> _cwd = new("--cwd") { HelpName = "DIR", Description = "The working directory of its processes. Default: this one." };

    private readonly Option<string?> _model = new("--model") { HelpName = "MODEL", Description = "A model that replaces that of every agent." };

    private readonly Option<string?> _runId = new("--run-id")
    {
        HelpName = "ID",
        Description = "The run's id. One that is under way but interrupted goes on. Default: a new, random one.",
    };

    private readonly Option<string?> _queue = new("--queue") { HelpName = "NAME", Description = "The queue that it waits in. Default: that of the strategy, or default." };

    private readonly Option<int?> _priority = new("--priority") { HelpName = "N", Description = "Its priority there, higher first. Default: that of the strategy, or 0." };

    private readonly Option<string[]> _answers = AnswerOption.Create();

    public RunVerb()
        : base("run", "Executes a strategy here: progress on standard error, the result alone on standard output.", "runs run samples/release-notes.yaml --input \"the last week\"")
    {
        Command.Add(_file);
        Command.Add(_input);
        Command.Add(_cwd);
        Command.Add(_model);
        Command.Add(_runId);
        Command.Add(_queue);
        Command.Add(_priority);
        Command.Add(_answers);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var parsed = context.Parsed;
        var named = parsed.GetValue(_runId) is { } id ? ParseRun(id) : (RunId?)null;
        var run = named ?? RunId.Parse(context.Options.System.NewId());
        var request = new PrepareRequest
        {
            Run = run,
            StrategyPath = parsed.GetValue(_file),
            Cwd = WorkingDirectory(context, parsed.GetValue(_cwd)),
            ModelOverride = parsed.GetValue(_model),
            Queue = parsed.GetValue(_queue),
            Priority = parsed.GetValue(_priority),
        };

        // A run that is under way needs its file no more.
        if (named is null)
            StrategyCheck.Run(request.StrategyPath!, request.ModelOverride);
        var input = await InputText.Read(parsed.GetValue(_input), context.Streams);
        return await new ForegroundExecution(context, parsed.GetValue(_answers) ?? []).Execute(run, async (door, state) =>
        {
            if (state.Status.IsActive())
                SayWhatIsIgnored(context, state, request, input);
            return await SetGoing(door, state, request, input);
        });
    }

    /// <summary>A run that goes on has its strategy and its input; whoever names others must not think they count.</summary>
    private static void SayWhatIsIgnored(VerbContext context, RunState state, PrepareRequest request, string input)
    {
        var segment = state.StatusSegment!;
        var ignored = new List<string>();
        if (segment.StrategyPath.Length > 0 && Path.GetFullPath(request.StrategyPath!) != segment.StrategyPath)
            ignored.Add(request.StrategyPath!);
        if (input.Length > 0 && input != segment.Input)
            ignored.Add("--input");
        if (request.ModelOverride is { } model && model != segment.ModelOverride)
            ignored.Add("--model");
        if (request.Cwd is { } cwd && Path.GetFullPath(cwd) != segment.Cwd)
            ignored.Add("--cwd");
        if (request.Queue is { } queue && queue != segment.Admission?.Queue)
            ignored.Add("--queue");
        if (request.Priority is { } priority && priority != segment.Admission?.Priority)
            ignored.Add("--priority");
        if (ignored.Count > 0)
            context.Streams.Error.WriteLine($"runs: Run {state.RunId} goes on with what it was started with; not used: {string.Join(", ", ignored)}.");
    }

    private static async Task<RunResult<Acknowledged>> SetGoing(IRunsDoor door, RunState state, PrepareRequest request, string input)
    {
        var run = request.Run!.Value;
        if (state.Status.IsActive())
            return await door.Resume(run);
        if (state.Current is not null)
        {
            return new RunError(
                "run.exists", $"Run {run} has ended ({state.Status.ToWord()}). Continue it with: runs continue {run} --input TEXT, or choose another id.");
        }

        if (state.Pending is null)
            StrategyCheck.Run(request.StrategyPath!, request.ModelOverride);
        var prepared = await door.Prepare(request);
        return prepared.IsOk ? await door.Start(run, input) : prepared.Error;
    }

    /// <summary>A directory of this machine must be there; of a server's machine nothing is known here.</summary>
    private static string? WorkingDirectory(VerbContext context, string? given)
    {
        if (given is not null && context.Server is null && !Directory.Exists(given))
            throw new UserError("run.cwd", $"The working directory {given} doesn't exist.");
        return context.FullPath(given);
    }
}
