using System.CommandLine;
using Runs.Actors;
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
        return await reader.List(new RunFilter(status, cwd)).Take(limit).ToListAsync();
    }
}
