using System.CommandLine;
using Runs.Actors;
using Runs.Domain.Identity;
using Runs.Node.Doors;
using Runs.Node.Reading;

namespace Runs.Node.CommandLine.Verbs;

/// <summary>Lists runs.</summary>
internal sealed class ListVerb : RunsVerb
{
    private static readonly string[] Statuses =
    [
        "running", "completed", "error", "cancelled", "waiting", "interrupted", "paused", "cancelling", "quarantined", "failed", "killed",
    ];

    private readonly Option<string?> _status = new("--status")
    {
        HelpName = "S",
        Description = $"Only runs of this status or state: {string.Join(", ", Statuses)}.",
    };

    private readonly Option<string?> _cwd = new("--cwd") { HelpName = "DIR", Description = "Only runs with this working directory." };

    private readonly Option<string?> _parent = new("--parent")
    {
        HelpName = "RUN",
        Description = "Only the sub-runs of this run, the latest first. No other list has them.",
    };

    private readonly Option<int> _limit = new("--limit")
    {
        HelpName = "N",
        Description = "At most so many. Default: 100.",
        DefaultValueFactory = _ => 100,
    };

    public ListVerb()
        : base("list", "Lists runs, newest start first.", "runs list --status interrupted")
    {
        _status.AcceptOnlyFromAmong(Statuses);
        Command.Add(_status);
        Command.Add(_cwd);
        Command.Add(_parent);
        Command.Add(_limit);
    }

    /// <inheritdoc/>
    protected override async Task<int> Execute(VerbContext context)
    {
        var runs = await Read(context);
        if (context.AsJson)
            runs.ForEach(run => context.Streams.Out.WriteLine(SummaryLine.Of(run)));
        else if (runs.Count > 0)
            RunTable.Write(context.Streams.Out, runs);
        return ExitCodes.Ok;
    }

    private async Task<List<RunSummary>> Read(VerbContext context)
    {
        var limit = context.Parsed.GetValue(_limit);
        if (limit < 1)
            throw new UserError("cli.usage", "--limit must be a whole number from 1.");
        var status = context.Parsed.GetValue(_status);
        var cwd = context.FullPath(context.Parsed.GetValue(_cwd));
        await using var reader = await RunDoors.OpenToRead(context);
        var filter = new RunFilter(status, cwd);
        var runs = context.Parsed.GetValue(_parent) is { } parent ? SubRuns(reader, ParseRun(parent), filter) : reader.List(filter);
        return await runs.Take(limit).ToListAsync();
    }

    /// <summary>Those that still exist: each can be deleted on its own.</summary>
    private static async IAsyncEnumerable<RunSummary> SubRuns(IRunsReader reader, RunId parent, RunFilter filter)
    {
        if (!await reader.Has(parent))
            throw RunDoors.Missing(reader, parent);
        var (state, _) = await StoredRun.Read(reader, parent);
        foreach (var id in state.OpenedSubRuns.Reverse())
        {
            if (await reader.Summary(RunId.Parse(id)) is { } run && filter.Takes(run) && (filter.Cwd is null || filter.Cwd == run.Cwd))
                yield return run;
        }
    }
}
