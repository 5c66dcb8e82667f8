using Runs.Actors.Watching;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Runtime.Journal;

namespace Runs.Actors.Subscriptions;

/// <summary>Reads the history of a run in pages, without folding it.</summary>
internal static class EventPages
{
    private const int PageBytes = 1024 * 1024;

    /// <summary>Looks through about a mebibyte of the journal at most: a page may have no event, and more come.</summary>
    public static async ValueTask<EventPage> Read(IJournalReader journal, RunId run, EventQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.MaxBytes ?? EventQuery.LeastBytes, EventQuery.LeastBytes);
        if (await journal.Find(RunEntity.Of(run), cancellation) is not { } head)
            return new EventPage([], 0);
        var (selection, events) = (new EventSelection(query), new List<StoredEvent>());
        foreach (var append in await journal.Read(head.StreamKey, query.AfterSeq, PageBytes, cancellation))
        {
            if (selection.IsFull)
                break;
            events.AddRange(Split(append).Select(selection.Take).OfType<StoredEvent>());
        }

        // It may have grown since the end was looked up.
        var lastSeq = selection.PassedSeq > query.AfterSeq ? Math.Max(head.LastSeq, selection.PassedSeq) : head.LastSeq;
        return new EventPage(events, lastSeq) { PassedSeq = selection.PassedSeq };
    }

    private static IEnumerable<StoredEvent> Split(StoredAppend append) =>
        RunEventCodec.Decode(append.Data).Select((raised, i) => new StoredEvent(append.FirstSeq + i, append.At, raised));
}
