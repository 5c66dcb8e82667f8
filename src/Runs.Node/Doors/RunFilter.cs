using Runs.Actors;

namespace Runs.Node.Doors;

/// <summary>Which runs a list has.</summary>
/// <param name="Status">Their status on the wire or their state; <see langword="null"/> for any.</param>
/// <param name="Cwd">Their working directory; <see langword="null"/> for any.</param>
internal sealed record RunFilter(string? Status = null, string? Cwd = null)
{
    /// <summary>Whether a run is of that status or state.</summary>
    public bool Takes(RunSummary run) => Status is null || run.Status == Status || run.State == Status;
}
