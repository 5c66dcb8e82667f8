using Runs.Runtime.Entities;

namespace Runs.Runtime.Journal;

/// <summary>
/// One row of the journal on its way: one to n events of consecutive sequence numbers of one stream, with the permits and the
/// listing row that change with them. A cell keeps one instance and fills it anew each turn, so a store must not hold on to it
/// (nor to <see cref="Data"/>) after its answer.
/// </summary>
public sealed class Append
{
    private static readonly IReadOnlyList<PermitClaim> NoClaims = [];
    private static readonly IReadOnlyList<PermitRelease> NoReleases = [];

    /// <summary>The stream's name.</summary>
    public required EntityId Entity { get; init; }

    /// <summary>The stream's key in the store, or 0 while the stream doesn't exist. The store sets it when it creates the stream.</summary>
    public long StreamKey { get; set; }

    /// <summary>The shard that fences the stream.</summary>
    public int Shard { get; set; }

    /// <summary>The epoch in which the writer owns the shard.</summary>
    public long Epoch { get; set; }

    /// <summary>The sequence number of the first event; the stream's last one plus 1.</summary>
    public long FirstSeq { get; set; }

    /// <summary>How many events there are; at least 1.</summary>
    public int Count { get; set; }

    /// <summary>The sequence number of the last event.</summary>
    public long LastSeq => FirstSeq + Count - 1;

    /// <summary>When the turn decided, by the writer's clock.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The events, encoded by the entity.</summary>
    public ReadOnlyMemory<byte> Data { get; set; }

    /// <summary>The new listing row, or <see langword="null"/> when none of its columns changes.</summary>
    public ListingRow? Row { get; set; }

    /// <summary>Permit slots to take.</summary>
    public IReadOnlyList<PermitClaim> Claims { get; set; } = NoClaims;

    /// <summary>Permit slots to give back; given back before any is taken.</summary>
    public IReadOnlyList<PermitRelease> Releases { get; set; } = NoReleases;

    /// <summary>Instead of storing anything, erase the stream with its rows and permits. The fence and the position are checked as ever.</summary>
    public bool Erase { get; set; }

    /// <summary>Makes the instance ready for the next turn.</summary>
    public void Clear()
    {
        Row = null;
        Claims = NoClaims;
        Releases = NoReleases;
        Erase = false;
        Data = default;
        Count = 0;
    }
}
