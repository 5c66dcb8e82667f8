using Runs.Actors.Live;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;

namespace Runs.Simulation.Clients;

/// <summary>How far a viewer has seen the live output of each attempt: it must go on where it was, whichever node it comes from.</summary>
internal sealed class LiveTexts
{
    private readonly Dictionary<(StepId Unit, int Attempt), LiveAddress> _seen = [];

    /// <summary>How many pieces were seen.</summary>
    public long Count { get; private set; }

    /// <summary>What is wrong with the next piece; <see langword="null"/> for nothing.</summary>
    public string? Problem(RunUpdate.Streamed streamed)
    {
        Count++;
        var (next, length) = (streamed.Delta.Next, streamed.Delta.Text.Length);
        // Only the cursor names the unit: a step makes many calls.
        var place = streamed.Cursor.Places.FirstOrDefault(place => place.Attempt == streamed.Attempt && place.Address == next && CallsOf(place.Unit, streamed.Step));
        if (place.Unit.Value is null)
            return null;
        var key = (place.Unit, place.Attempt);
        var (begin, before) = (new LiveAddress(next.Part, next.Offset - length), _seen.GetValueOrDefault(key));
        _seen[key] = next;
        return begin == before || (begin.Offset == 0 && begin.Part > before.Part) ? null : $"saw {place.Unit} #{place.Attempt} at {begin} after {before}";
    }

    private static bool CallsOf(StepId unit, StepId step) => unit.Value.StartsWith(step.Value, StringComparison.Ordinal);
}
