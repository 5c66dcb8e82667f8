using Runs.Domain;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>An event in one line, such as <c>step-failed draft: exit code 1</c>. It holds nothing of what steps said.</summary>
public static class EventSummary
{
    /// <summary>The longest line, in characters.</summary>
    public const int MaxLength = 240;

    /// <summary>The line.</summary>
    /// <param name="raised">The event.</param>
    /// <param name="state">The run with it.</param>
    public static string Of(RunEvent raised, RunState state)
    {
        var line = raised.Type;
        if (EventPlace.StepOf(raised) is { } place)
            line += $" {(state.Steps.TryGetValue(place, out var step) ? StepReference.Of(state, step) : place.Value)}";
        if (Why(raised) is { Length: > 0 } why)
            line += $": {why}";
        return TextCut.OneLine(line, MaxLength);
    }

    private static string? Why(RunEvent raised) => raised switch
    {
        AttemptFailed failed => Text(failed.Error),
        StepFailed failed => Text(failed.Error),
        StepBlocked blocked => Text(blocked.Error),
        StepCancelled cancelled => Text(cancelled.Error),
        StepSkipped skipped => skipped.Reason,
        CancelRequested requested => requested.Reason,
        RunQuarantined quarantined => quarantined.Reason,
        RunEnded ended => ended.Error is { } error ? $"{ended.Status}, {error.Message}" : ended.Status,
        _ => null,
    };

    private static string Text(RunError error) => error.Message;
}
