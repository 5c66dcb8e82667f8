using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Runtime.Journal;

namespace Runs.Actors.Subscriptions;

/// <summary>Reads a run's events from the journal, a page at a time.</summary>
/// <param name="journal">The journal.</param>
/// <param name="run">The run.</param>
/// <param name="counters">Counts what is read.</param>
/// <param name="streamKey">Where the run lies, if that is known; another one of the same id isn't meant then.</param>
internal sealed class RunPages(IJournalReader journal, RunId run, FeedCounters counters, long? streamKey = null)
{
    private const int PageBytes = 256 * 1024;

    private long? _streamKey = streamKey;

    /// <summary>Where the run lies; <see langword="null"/> for unknown.</summary>
    public long? StreamKey => _streamKey;

    /// <summary>The events after a sequence number, each with the time of its turn; none at the end.</summary>
    public async ValueTask<IReadOnlyList<(RunEvent Event, DateTimeOffset At, int Bytes)>> After(long seq, CancellationToken cancellation)
    {
        counters.Read();
        _streamKey ??= (await journal.Find(RunEntity.Of(run), cancellation))?.StreamKey;
        var page = new List<(RunEvent, DateTimeOffset, int)>();
        if (_streamKey is not { } key)
            return page;
        foreach (var append in await journal.Read(key, seq, PageBytes, cancellation))
        {
            var next = append.FirstSeq;
            var bytes = append.Data.Length / (int)(append.LastSeq - append.FirstSeq + 1);
            foreach (var raised in RunEventCodec.Decode(append.Data))
            {
                counters.Decoded();
                if (next++ > seq)
                    page.Add((raised, append.At, bytes));
            }
        }

        return page;
    }

    /// <summary>Whether there is such a run, and it is the one that was read: not one of the same id that was made after its end.</summary>
    public async ValueTask<bool> Exist(CancellationToken cancellation) =>
        await journal.Find(RunEntity.Of(run), cancellation) is { } head && (_streamKey ?? head.StreamKey) == head.StreamKey;
}
