using System.CommandLine;
using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Node.Hosting;
using Runs.Node.Reading;
using Runs.Node.Terminal;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Changes what is stored of a run without executing any of it.</summary>
internal abstract class StoringVerb : Verb
{
    private readonly Argument<string> _run = RunArgument();

    protected StoringVerb(string name, string description, string example)
        : base(name, description, example) => Command.Add(_run);

    /// <summary>Changes it.</summary>
    protected abstract ValueTask<RunResult<RunReply>> Store(RunSystem system, RunId run, ParseResult parsed);

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var run = ParseRun(context.Parsed.GetRequiredValue(_run));
        await using var node = await LocalNode.Start(context.Options, dispatches: false);
        if ((await StoredRun.Read(node.Journal, run)).State.Status == RunStatus.None)
            throw new UserError(RunErrors.NotFound, $"There is no run {run} in {context.Options.DataDirectory}.");
        ForegroundExecution.Require(await Store(node.System, run, context.Parsed));
        if (context.AsJson)
            context.Streams.Out.WriteLine(JsonLine.Of(Command.Name).With("runId", run.Value));
        return ExitCodes.Ok;
    }
}
