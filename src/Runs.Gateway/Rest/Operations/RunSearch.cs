using Runs.Actors;
using Runs.Domain.Runs.State;
using Runs.Gateway.Access;
using Runs.Gateway.Requests.Lists;
using Runs.Runtime.Journal;

namespace Runs.Gateway.Rest.Operations;

/// <summary>
/// Looks for runs. Only the working directory and the start have an index, and a state is derived, so the rest is filtered here: of a
/// bounded number of runs a page, wherever that ends.
/// </summary>
internal sealed record RunSearch
{
    /// <summary>At most so many runs are looked at for one page.</summary>
    public const int MaxLooks = 5_000;

    private const int MaxRead = 1_000;

    /// <summary>No id sorts after it, so that a list can begin with the first run that was never started.</summary>
    private static readonly ListingCursor BeforeNeverStarted = new(null, "~");

    public string? Status { get; init; }

    public string? State { get; init; }

    public string? Cwd { get; init; }

    public string? Owner { get; init; }

    public ListingCursor? After { get; init; }

    public required int Limit { get; init; }

    /// <summary>Whether runs are asked for that were never started. They are at the end of every list.</summary>
    private bool IsForPrepared => Status == WireStatus.Of(RunStatus.Prepared) || State == RunStatus.Prepared.ToWord();

    /// <summary>A page, and the place where the next one begins, when there may be one.</summary>
    public async ValueTask<(IReadOnlyList<RunSummary> Runs, string? Next)> Page(CallerRuns runs, CancellationToken cancellation)
    {
        var found = new List<RunSummary>();
        var after = After ?? (IsForPrepared ? BeforeNeverStarted : null);
        for (var looks = 0; looks < MaxLooks;)
        {
            var read = Status is null && State is null ? Limit : MaxRead;
            var page = await runs.List(Query(after, read), cancellation);
            foreach (var run in page)
            {
                looks++;
                after = new ListingCursor(run.StartedAt, run.RunId);
                if (Fits(run))
                    found.Add(run);
                if (found.Count == Limit)
                    return (found, ReferenceEquals(run, page[^1]) && page.Count < read ? null : ListPlace.Write(after));
            }

            if (page.Count < read)
                return (found, null);
        }

        return (found, ListPlace.Write(after!));
    }

    private ListingQuery Query(ListingCursor? after, int limit) => new()
    {
        Kind = RunEntity.Kind,
        Cwd = Cwd,
        Owner = Owner,
        After = after,
        Limit = limit,
        IncludeHidden = IsForPrepared,
    };

    private bool Fits(RunSummary run) => !run.IsSubRun && (Status is null || run.Status == Status) && (State is null || run.State == State);
}
