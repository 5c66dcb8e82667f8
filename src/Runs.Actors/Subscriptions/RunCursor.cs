using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Runs.Actors.Live;

namespace Runs.Actors.Subscriptions;

/// <summary>
/// A watcher's place in a run: the last event that it knows, and how much it has seen of each attempt under way. Watching goes on
/// from there exactly: no event and no character of live text comes twice or is left out. Its text is opaque and safe in a URL.
/// </summary>
public sealed class RunCursor : IEquatable<RunCursor>
{
    /// <summary>The longest text of a cursor: 4,096 characters. Attempts that don't fit are left out, and are shown from their beginning.</summary>
    public const int MaxLength = 4096;

    /// <summary>The greatest sequence number: the largest integer that JavaScript knows exactly.</summary>
    public const long MaxSeq = (1L << 53) - 1;

    private string? _text;

    private RunCursor(long seq, long liveSeq, ImmutableArray<LivePlace> places, bool followsLive)
    {
        Seq = seq;
        LiveSeq = liveSeq;
        Places = places;
        FollowsLive = followsLive;
    }

    /// <summary>Before everything.</summary>
    public static RunCursor Start { get; } = After(0);

    /// <summary>The sequence number of the last event that is known.</summary>
    public long Seq { get; }

    /// <summary>The sequence number of the event after which live output was seen last; at most <see cref="Seq"/>.</summary>
    public long LiveSeq { get; }

    /// <summary>How much is known of the attempts under way, by unit in ordinal order.</summary>
    public ImmutableArray<LivePlace> Places { get; }

    /// <summary>
    /// Whether the watcher was following: what it missed of live text is made up for, as far as the journal has it. A plain sequence
    /// number doesn't follow: of what has ended it is told by events alone.
    /// </summary>
    public bool FollowsLive { get; }

    /// <summary>After an event, without any live output.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or too large.</exception>
    public static RunCursor After(long seq)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seq);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seq, MaxSeq);
        return new(seq, seq, [], followsLive: false);
    }

    /// <summary>After an event and so much of live output.</summary>
    public static RunCursor Of(long seq, IEnumerable<LivePlace> places)
    {
        ImmutableArray<LivePlace> all = [.. places];
        return new(seq, seq, all.Length > 1 ? all.Sort((left, right) => left.Unit.CompareTo(right.Unit)) : all, followsLive: true);
    }

    /// <summary>The same live output, for one who knows of later events too.</summary>
    public RunCursor NotBefore(long seq) => seq <= Seq ? this : new(seq, FollowsLive ? LiveSeq : seq, Places, FollowsLive);

    /// <summary>Takes the text of a cursor.</summary>
    /// <returns><see langword="false"/> when it is none.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RunCursor? cursor) => RunCursorText.TryRead(text, out cursor);

    /// <summary>The text, to be given to <see cref="TryParse"/>.</summary>
    public override string ToString() => _text ??= RunCursorText.Write(this);

    /// <inheritdoc/>
    public bool Equals(RunCursor? other) =>
        other is not null && Seq == other.Seq && LiveSeq == other.LiveSeq && FollowsLive == other.FollowsLive && Places.AsSpan().SequenceEqual(other.Places.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RunCursor);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Seq, Places.Length, FollowsLive);
}
