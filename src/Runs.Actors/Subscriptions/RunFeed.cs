using System.Runtime.CompilerServices;
using Runs.Actors.Attempts;
using Runs.Actors.Live;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Codec;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal;

namespace Runs.Actors.Subscriptions;

/// <summary>
/// One subscriber's view of a run: the journal by its own cursor, and between events the live output of attempts. It reads at
/// the subscriber's pace and buffers one page at most; the journal is the buffer.
/// </summary>
public sealed class RunFeed
{
    private const int PageBytes = 256 * 1024;

    private readonly IJournalReader _journal;
    private readonly RunId _run;
    private readonly ITailWatch _watch;
    private readonly LiveOutputs? _outputs;
    private readonly Dictionary<AttemptKey, LivePlace> _shown = [];
    private RunState _state;
    private long _seq;
    private long? _streamKey;

    /// <summary>Makes a feed. It owns the watch.</summary>
    public RunFeed(IJournalReader journal, RunId run, ITailWatch watch, LiveOutputs? outputs = null)
    {
        _journal = journal;
        _run = run;
        _watch = watch;
        _outputs = outputs;
        _state = RunState.Of(run);
    }

    /// <summary>
    /// Every event after <paramref name="afterSeq"/>, then what comes, until the token is cancelled. Ends by itself when the
    /// run is erased.
    /// </summary>
    public IAsyncEnumerable<RunUpdate> Read(long afterSeq, CancellationToken cancellation = default) => Read(RunCursor.After(Math.Clamp(afterSeq, 0, RunCursor.MaxSeq)), cancellation);

    /// <summary>
    /// Everything after a cursor, then what comes, until the token is cancelled. Ends by itself when the run is erased.
    /// </summary>
    public async IAsyncEnumerable<RunUpdate> Read(RunCursor after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var place in after.Places)
            _shown[new AttemptKey(_run, place.Unit, place.Attempt)] = place;
        await foreach (var update in ReadAll(after.Seq, cancellation))
            yield return update with { Cursor = RunCursor.Of(Math.Max(_seq, after.Seq), _shown.Values) };
    }

    private async IAsyncEnumerable<RunUpdate> ReadAll(long afterSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                // Live output wakes too; the journal is read only when it may have grown.
                if (_watch.TakeGrown())
                {
                    var before = _seq;
                    await foreach (var update in ReadJournal(afterSeq, cancellation))
                        yield return update;
                    // A run that was erased wakes its watchers and has nothing new.
                    if (_seq > 0 && _seq == before && await _journal.Find(RunEntity.Of(_run), cancellation) is null)
                        yield break;
                }

                foreach (var update in ReadLive())
                    yield return update;
                yield return new RunUpdate.CaughtUp(_seq, _state);
                await _watch.Wait(cancellation);
            }
        }
        finally
        {
            _watch.Dispose();
            _outputs?.Unwatched(_run);
        }
    }

    private async IAsyncEnumerable<RunUpdate> ReadJournal(long afterSeq, [EnumeratorCancellation] CancellationToken cancellation)
    {
        _streamKey ??= (await _journal.Find(RunEntity.Of(_run), cancellation))?.StreamKey;
        if (_streamKey is not { } key)
            yield break;
        while (await _journal.Read(key, _seq, PageBytes, cancellation) is { Count: > 0 } page)
        {
            foreach (var append in page)
            {
                var seq = append.FirstSeq;
                foreach (var raised in RunEventCodec.Decode(append.Data))
                {
                    foreach (var update in LastWords(raised))
                        yield return update;
                    var before = _state;
                    _state = raised.ApplyTo(_state, new EventStamp(seq, append.At));
                    _seq = seq;
                    if (seq++ > afterSeq)
                        yield return new RunUpdate.Journaled(_seq, append.At, raised, before, _state);
                }
            }
        }
    }

    /// <summary>What an attempt has shown comes before the event that ends it.</summary>
    private IEnumerable<RunUpdate> LastWords(RunEvent raised) =>
        Ended(raised) is { } step && _state.Live.TryGetValue(step, out var live) ? ReadLive(live, isOver: true) : [];

    private static StepId? Ended(RunEvent raised) => raised switch
    {
        ModelReplied replied => replied.Step,
        ToolsCalled called => called.Step,
        StepSucceeded { Attempt: > 0 } succeeded => succeeded.Step,
        AttemptFailed failed => failed.Step,
        AttemptStopped stopped => stopped.Step,
        _ => null,
    };

    private IEnumerable<RunUpdate> ReadLive() => _state.Live.Values.SelectMany(live => ReadLive(live, isOver: false));

    private IEnumerable<RunUpdate> ReadLive(LiveAttempt live, bool isOver)
    {
        if (_outputs?.Find(new AttemptKey(_run, live.Unit, live.Attempt)) is not { } output)
            yield break;
        var place = _shown.GetValueOrDefault(output.Key, new LivePlace(live.Unit, live.Attempt, default));
        foreach (var delta in output.From(place.Address))
        {
            _shown[output.Key] = place = place with { Address = delta.Next };
            yield return new RunUpdate.Streamed(_seq, live.Step, live.Attempt, delta, _state);
        }

        if (isOver)
            _shown.Remove(output.Key);
    }
}
