namespace Runs.Runtime.Journal;

/// <summary>
/// The read side of a stream: what lists show and what finds streams that must wake. It is written in the transaction of an
/// append, and only by appends that change one of its columns.
/// </summary>
public sealed record ListingRow
{
    /// <summary>The stream's status, in the entity's own words.</summary>
    public required string Status { get; init; }

    /// <summary>Whether nothing will happen any more by itself. Terminal streams may be erased.</summary>
    public bool Terminal { get; init; }

    /// <summary>Whether lists leave the stream out unless asked for it.</summary>
    public bool Hidden { get; init; }

    /// <summary>The incarnation of the node that wrote the row. Compared with the shard's owner it tells a live stream from an orphan.</summary>
    public long Incarnation { get; init; }

    /// <summary>The strategy's name, or empty.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>The strategy file's path, or empty.</summary>
    public string StrategyPath { get; init; } = "";

    /// <summary>The working directory, or empty.</summary>
    public string Cwd { get; init; } = "";

    /// <summary>Who owns it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The queue, or empty.</summary>
    public string Queue { get; init; } = "";

    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Since when it waits in its queue for permits; <see langword="null"/> when it doesn't.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>The keys of the limits of which it needs a slot, one a line, or empty.</summary>
    public string Limits { get; init; } = "";

    /// <summary>Labels as a JSON object, or empty.</summary>
    public string Labels { get; init; } = "";

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// When the stream needs a live cell next: a time in the past means "always", <see langword="null"/> means that only a
    /// command can wake it.
    /// </summary>
    public DateTimeOffset? WakeAt { get; init; }
}
