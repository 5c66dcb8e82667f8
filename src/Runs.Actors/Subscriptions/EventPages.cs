using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Runtime.Journal;

namespace Runs.Actors.Subscriptions;

/// <summary>Reads the history of a run in pages, without folding it.</summary>
internal static class EventPages
{
    private const int PageBytes = 1024 * 1024;

    public static async ValueTask<EventPage> Read(IJournalReader journal, RunId run, long afterSeq, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (await journal.Find(RunEntity.Of(run), cancellation) is not { } head)
            return new EventPage([], 0);
        var events = new List<StoredEvent>();
        foreach (var append in await journal.Read(head.StreamKey, afterSeq, PageBytes, cancellation))
        {
            if (events.Count >= limit)
                break;
            events.AddRange(Split(append).Where(stored => stored.Seq > afterSeq).Take(limit - events.Count));
        }

        // It may have grown since the end was looked up.
        return new EventPage(events, Math.Max(head.LastSeq, events is [.., var last] ? last.Seq : 0));
    }

    private static IEnumerable<StoredEvent> Split(StoredAppend append) =>
        RunEventCodec.Decode(append.Data).Select((raised, i) => new StoredEvent(append.FirstSeq + i, append.At, raised));
}
