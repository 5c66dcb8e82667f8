using System.Globalization;
using System.Text;
using Runs.Actors.Subscriptions;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;

namespace Runs.Actors.Watching;

/// <summary>
/// Takes events, one after the other, until a query has what it wants. Nothing is ever skipped that was not passed: what doesn't fit
/// any more comes with the next query.
/// </summary>
public sealed class EventSelection(EventQuery query)
{
    // {"seq":N,"at":"yyyy-MM-ddTHH:mm:ss.fffZ","event":E,"shortened":true}, with a comma behind it.
    private const int Envelope = 50;
    private const int Mark = 17;

    private int _taken;
    private int _bytes;

    /// <summary>The last event that was taken or is not wanted: where the next query begins.</summary>
    public long PassedSeq { get; private set; } = query.AfterSeq;

    /// <summary>Whether nothing more is taken.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The next event, as far as it fits; <see langword="null"/> when it isn't taken.</summary>
    public StoredEvent? Take(StoredEvent stored)
    {
        if (IsFull || stored.Seq <= query.AfterSeq)
            return null;
        var fitting = Wants(stored.Event) ? Fitting(stored) : null;
        if (IsFull)
            return null;
        PassedSeq = stored.Seq;
        _taken += fitting is null ? 0 : 1;
        IsFull = _taken >= query.Limit;
        return fitting;
    }

    private bool Wants(RunEvent raised) =>
        query.Step is not { } step || EventPlace.StepOf(raised) is not { } place || place == step || IsIn(place, step);

    private static bool IsIn(StepId place, StepId step) =>
        place.Value.Length > step.Value.Length && place.Value.StartsWith(step.Value, StringComparison.Ordinal) && place.Value[step.Value.Length] is '/' or '~';

    private StoredEvent? Fitting(StoredEvent stored)
    {
        if (query.MaxBytes is not { } most)
            return stored;
        var json = EventJson.Of(stored.Event);
        var around = Envelope + stored.Seq.ToString(CultureInfo.InvariantCulture).Length;
        var bytes = Encoding.UTF8.GetByteCount(json) + around;
        if (_bytes + bytes <= most)
        {
            _bytes += bytes;
            return stored;
        }

        if (_taken > 0)
        {
            IsFull = true;
            return null;
        }

        _bytes = most;
        return stored with { Shortened = EventJson.Shorten(json, most - around - Mark) };
    }
}
