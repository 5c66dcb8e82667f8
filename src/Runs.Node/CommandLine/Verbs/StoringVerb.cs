using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Node.Doors;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Changes what is stored of a run without executing any of it.</summary>
internal abstract class StoringVerb : RunsVerb
{
    private readonly Argument<string> _run = RunArgument();

    protected StoringVerb(string name, string description, string example)
        : base(name, description, example) => Command.Add(_run);

    /// <summary>Changes it.</summary>
    protected abstract Task<RunResult<Acknowledged>> Store(IRunsDoor door, RunId run, ParseResult parsed);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        await using var door = await RunDoors.OpenToStore(context);
        if ((await StoredRun.Read(door, run)).State.Status == RunStatus.None)
            throw RunDoors.Missing(door, run);
        ForegroundExecution.Require(await Store(door, run, context.Parsed));
        if (context.AsJson)
            context.Streams.Out.WriteLine(JsonLine.Of(Command.Name).With("runId", run.Value));
        return ExitCodes.Ok;
    }
}
