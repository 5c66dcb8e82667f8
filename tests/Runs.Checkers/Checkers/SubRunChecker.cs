using Runs.Checkers.Auditing;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Checkers.Checkers;

/// <summary>An attempt of a step opens one sub-run, and one end is heard of each.</summary>
internal sealed class SubRunChecker : RunChecker
{
    private readonly HashSet<(int Segment, StepId Step, int Attempt)> _attempts = [];
    private readonly Dictionary<string, Opened> _opened = [];
    private int _segment;

    /// <summary>The sub-runs by id: who opened each, and which end was heard of it.</summary>
    public IReadOnlyDictionary<string, Opened> All => _opened;

    /// <inheritdoc/>
    public override string Promise => "An attempt of a step opens one sub-run, and one end is heard of each.";

    /// <inheritdoc/>
    public override string? Problem(in RunMoment moment)
    {
        switch (moment.Raised)
        {
            case RunStarted started:
                _segment = started.Segment;
                return null;
            case SubRunOpened opened:
                return !_attempts.Add((_segment, opened.Step, opened.Attempt)) ? $"opened two sub-runs for attempt {opened.Attempt} of {opened.Step}"
                    : !_opened.TryAdd(opened.SubRun, new(opened.Step, opened.Attempt, null)) ? $"opened sub-run {opened.SubRun} twice"
                    : null;
            case SubRunEnded ended when !_opened.TryGetValue(ended.SubRun, out var of) || of.End is not null:
                return $"heard of an end of {ended.SubRun} that it could not";
            case SubRunEnded ended:
                _opened[ended.SubRun] = _opened[ended.SubRun] with { End = ended.Status };
                return null;
            default:
                return null;
        }
    }

    /// <summary>A sub-run as its parent knows it.</summary>
    /// <param name="Step">The step that opened it.</param>
    /// <param name="Attempt">Which attempt of it.</param>
    /// <param name="End">The status that was heard; <see langword="null"/> for none.</param>
    public sealed record Opened(StepId Step, int Attempt, string? End);
}
