using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;

namespace Runs.Actors.Runs;

/// <summary>
/// Runs as the journal has them, for answers that come from other nodes: no state crosses a link. The last folded ones are kept, so that
/// commands on one run, one after the other, cost what is new.
/// </summary>
internal sealed class RunStates(IJournalReader journal)
{
    /// <summary>So many runs are kept.</summary>
    public const int Kept = 32;

    private const int PageBytes = 256 * 1024;

    private readonly LinkedList<Folded> _latest = [];
    private readonly Dictionary<RunId, LinkedListNode<Folded>> _kept = [];
    private readonly Lock _gate = new();

    /// <summary>
    /// The run with exactly its first <paramref name="seq"/> events. A run whose journal ends before that was deleted in the meantime: it is
    /// shown as one that doesn't exist.
    /// </summary>
    /// <exception cref="JournalException">The journal can't be read.</exception>
    public async ValueTask<RunReply> At(RunId run, long seq, CancellationToken cancellation)
    {
        // A key is never given out twice: what comes after the kept events under theirs is the same run.
        if (Find(run) is { } begun && begun.Seq < seq && await Fold(begun, seq, cancellation) is { } grown && grown.Seq == seq)
        {
            Keep(grown);
            return new RunReply(grown.State, seq);
        }

        if (seq == 0 || await journal.Find(RunEntity.Of(run), cancellation) is not { } head || head.LastSeq < seq)
            return new RunReply(RunState.Of(run), 0);
        var folded = Find(run) is { } kept && kept.StreamKey == head.StreamKey && kept.Seq <= seq
            ? kept
            : new Folded(run, head.StreamKey, 0, RunState.Of(run));
        folded = await Fold(folded, seq, cancellation);
        if (folded.Seq < seq)
            return new RunReply(RunState.Of(run), 0);
        Keep(folded);
        return new RunReply(folded.State, seq);
    }

    private async ValueTask<Folded> Fold(Folded folded, long seq, CancellationToken cancellation)
    {
        while (folded.Seq < seq)
        {
            var page = await journal.Read(folded.StreamKey, folded.Seq, PageBytes, cancellation);
            if (page.Count == 0)
                break;
            foreach (var append in page)
                folded = Fold(folded, append, seq);
        }

        return folded;
    }

    /// <summary>A turn that decided several commands stored them in one append: the answer to the first ends within it.</summary>
    private static Folded Fold(Folded folded, in StoredAppend append, long seq)
    {
        var (last, state) = (folded.Seq, folded.State);
        var next = append.FirstSeq;
        foreach (var raised in RunEventCodec.Decode(append.Data))
        {
            if (next > last && next <= seq)
                (last, state) = (next, raised.ApplyTo(state, new EventStamp(next, append.At)));
            next++;
        }

        return folded with { Seq = last, State = state };
    }

    private Folded? Find(RunId run)
    {
        lock (_gate)
            return _kept.GetValueOrDefault(run)?.Value;
    }

    private void Keep(Folded folded)
    {
        lock (_gate)
        {
            if (_kept.Remove(folded.Run, out var known))
            {
                _latest.Remove(known);
                // Another answer may have come further meanwhile. Keys are never given out twice, so a greater one is a later run.
                if ((known.Value.StreamKey, known.Value.Seq).CompareTo((folded.StreamKey, folded.Seq)) > 0)
                    folded = known.Value;
            }

            _kept[folded.Run] = _latest.AddLast(folded);
            if (_latest.Count <= Kept)
                return;
            _kept.Remove(_latest.First!.Value.Run);
            _latest.RemoveFirst();
        }
    }

    private sealed record Folded(RunId Run, long StreamKey, long Seq, RunState State);
}
