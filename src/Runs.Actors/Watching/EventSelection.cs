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

    private readonly List<StoredEvent> _taken = [];
    private int _bytes;

    /// <summary>What was taken.</summary>
    public IReadOnlyList<StoredEvent> Taken => _taken;

    /// <summary>The last event that was taken or is not wanted: where the next query begins.</summary>
    public long PassedSeq { get; private set; } = query.AfterSeq;

    /// <summary>Whether nothing more is taken.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Takes the next event, or not.</summary>
    public void Add(StoredEvent stored)
    {
        if (IsFull || stored.Seq <= query.AfterSeq)
            return;
        if (!Wants(stored.Event))
        {
            PassedSeq = stored.Seq;
            return;
        }

        if (Fitting(stored) is not { } fitting)
        {
            IsFull = true;
            return;
        }

        _taken.Add(fitting);
        PassedSeq = stored.Seq;
        IsFull = _taken.Count >= query.Limit;
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

        if (_taken.Count > 0)
            return null;
        _bytes = most;
        return stored with { Shortened = EventJson.Shorten(json, most - around - Mark) };
    }
}
