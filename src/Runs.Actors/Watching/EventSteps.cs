using System.Globalization;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>The step whose events somebody wants: one that the run has come to, or one of an earlier execution by its place.</summary>
public static class EventSteps
{
    /// <summary>Its place; <see langword="null"/> when there is no such step.</summary>
    public static StepId? Find(RunState state, string reference) =>
        StepReference.Find(state, reference) ?? (IsEarlier(state, reference) ? new StepId(reference) : null);

    private static bool IsEarlier(RunState state, string reference)
    {
        var end = reference.IndexOfAny(['/', '~']);
        var root = end < 0 ? reference : reference[..end];
        return root is ['s', .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var segment)
            && segment > 0 && segment < state.Current?.Number;
    }
}
