using System.Runtime.CompilerServices;
using Runs.Domain.Identity;
using Runs.Runtime.Journal;

namespace Runs.Actors.Subscriptions;

/// <summary>
/// A run as somebody sees it who has its journal and nothing else, such as another process. It reads at its reader's pace and
/// buffers one page at most.
/// </summary>
public sealed class RunFeed
{
    private readonly RunId _run;
    private readonly RunPages _pages;
    private readonly ITailWatch _watch;

    /// <summary>Makes a feed. It owns the watch.</summary>
    public RunFeed(IJournalReader journal, RunId run, ITailWatch watch)
    {
        _run = run;
        _pages = new RunPages(journal, run, new FeedCounters());
        _watch = watch;
    }

    /// <summary>
    /// Every event after <paramref name="afterSeq"/>, then what comes, until the token is cancelled. Ends by itself when the
    /// run is erased.
    /// </summary>
    public async IAsyncEnumerable<RunUpdate> Read(long afterSeq, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var watch = _watch;
        var fold = new RunFold(_run);
        while (!cancellation.IsCancellationRequested)
        {
            if (watch.TakeGrown())
            {
                var before = fold.Seq;
                while (await _pages.After(fold.Seq, cancellation) is { Count: > 0 } page)
                {
                    foreach (var (raised, at, _) in page)
                    {
                        if (fold.Add(raised, at) is var update && update.Seq > afterSeq)
                            yield return update with { Cursor = RunCursor.After(update.Seq) };
                    }
                }

                if (fold.Seq > 0 && fold.Seq == before && !await _pages.Exist(cancellation))
                    yield break;
            }

            yield return new RunUpdate.CaughtUp(fold.Seq, fold.State) { Cursor = RunCursor.After(fold.Seq) };
            await watch.Wait(cancellation);
        }
    }
}
