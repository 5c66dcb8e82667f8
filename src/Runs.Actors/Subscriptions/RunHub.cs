using Runs.Actors.Attempts;
using Runs.Actors.Frames;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.Runtime.Subscriptions;

namespace Runs.Actors.Subscriptions;

/// <summary>
/// One watched run on this node. What is appended is folded and made into frames once, whoever follows; it comes from the cell that
/// appended it, and from the journal only where that isn't enough. The hub is never slower than its fastest follower, and waits for none.
/// </summary>
internal sealed class RunHub
{
    private readonly HubParts _parts;
    private readonly RunId _run;
    private readonly TailWatch _watch;
    private readonly RunPages _pages;
    private readonly List<TailAppend> _appends = [];
    private readonly List<FeedItem> _news = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly SettleRequests _settling = new();
    private RunFold _fold;
    private FrameChain _chain;
    private FrameMapper? _mapper;
    private bool _mustRead;
    private long _shownSeq;
    private volatile bool _isOver;

    public RunHub(HubParts parts, RunId run)
    {
        _parts = parts;
        _run = run;
        _watch = parts.Tail.Watch(RunEntity.Of(run));
        _pages = new RunPages(parts.Journal, run, parts.Counters);
        (_fold, _chain) = Begin();
        Window = new HubWindow(run, parts.Outputs);
    }

    public RunId Run => _run;

    public HubParts Parts => _parts;

    public HubWindow Window { get; }

    /// <summary>How many want it to be there.</summary>
    public int Users { get; set; }

    /// <summary>Begins, where the node lives.</summary>
    public void Start()
    {
        if (_parts.Context is { } context)
            context.Post(_ => _ = Pump(), null);
        else
            _ = Pump();
    }

    /// <summary>Somebody wants to know more than before.</summary>
    public void Wake() => _watch.Wake();

    /// <summary>Completes when everything that is stored by now has been shown, or nothing is shown any more.</summary>
    public Task Settle()
    {
        var settled = _settling.Add();
        _watch.Wake();
        return settled;
    }

    /// <summary>A follower has nothing to do. When that goes for all, and nothing more comes unless the run is continued, the hub needs to remember nothing.</summary>
    public void Rest()
    {
        if (_isOver)
            _watch.Wake();
    }

    /// <summary>Ends. Nobody follows any more.</summary>
    public void Close()
    {
        _watch.Dispose();
        _parts.Outputs.Unwatched(_run);
        _closed.Cancel();
        _watch.Wake();
    }

    private async Task Pump()
    {
        // Whoever starts it holds a lock.
        await Task.Yield();
        try
        {
            while (!_closed.IsCancellationRequested)
            {
                var settling = _settling.Take();
                if (!await Advance())
                    return;
                SettleRequests.Complete(settling);
                await _watch.Wait();
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Closed while it read.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _parts.Leave(this);
            Window.Fail(error);
        }
        finally
        {
            _settling.Close();
        }
    }

    /// <summary>Takes in what is new. <see langword="false"/> when the run was erased.</summary>
    private async ValueTask<bool> Advance()
    {
        var news = _watch.Take(_appends);
        foreach (var append in _appends)
            await TakeIn(append);
        _appends.Clear();
        _mustRead |= news.HasFlag(TailNews.MustRead) || Window.IsMissed;
        if (news.HasFlag(TailNews.Erased) || !await ReadJournal())
        {
            _parts.Leave(this);
            Window.End();
            return false;
        }

        ShowLive();
        Sleep();
        return true;
    }

    private (RunFold Fold, FrameChain Chain) Begin() => (new RunFold(_run), new FrameChain(new JournaledFrames(_run, _parts.TextOf(_run))));

    /// <summary>Forgets a run that has ended and that all followers have seen to its end. What comes next is read from the journal, with all before it.</summary>
    private void Sleep()
    {
        _isOver = _mapper is not null && _fold.State.Pending is null && _fold.State.Status.IsTerminal();
        if (!_isOver || _mustRead || !Window.TrySleep())
            return;
        _shownSeq = _fold.Seq;
        _isOver = false;
        _mapper = null;
        (_fold, _chain) = Begin();
    }

    /// <summary>An append that follows what is known needs no reading, and neither does anything before it.</summary>
    private async ValueTask TakeIn(TailAppend append)
    {
        if (append.LastSeq <= Math.Max(_fold.Seq, _shownSeq))
            return;
        _mustRead = append.FirstSeq != _fold.Seq + 1;
        if (_mustRead)
            return;
        await GoLive();
        foreach (var raised in append.Events)
            await Show((RunEvent)raised, append.At, append.Bytes / append.Events.Count);
        Publish();
    }

    /// <summary>Reads what isn't known, as soon as anybody wants to know. <see langword="false"/> when the run was erased.</summary>
    private async ValueTask<bool> ReadJournal()
    {
        if (!_mustRead || (_mapper is null && Window.Followers == 0))
            return true;
        var before = Math.Max(_fold.Seq, _shownSeq);
        while (await _pages.After(_fold.Seq, _closed.Token) is { Count: > 0 } page)
        {
            foreach (var (raised, at, bytes) in page)
            {
                // What was shown before a sleep is history. What comes after it is for those who have slept too.
                if (_fold.Seq == _shownSeq && _shownSeq > 0)
                    await GoLive();
                if (_mapper is null)
                    Remember(_fold.Add(raised, at), bytes);
                else
                    await Show(raised, at, bytes);
            }

            if (_mapper is not null)
                Publish();
        }

        _mustRead = false;
        await GoLive();
        return before == 0 || _fold.Seq > before || await _pages.Exist(_closed.Token);
    }

    private void Remember(RunUpdate.Journaled update, int bytes)
    {
        var own = _chain.Next(update);
        Window.AddHistory(FeedItem.Of(update, [], own, RunCursor.Of(update.Seq, []), bytes));
    }

    /// <summary>From here on the hub is what its followers share. What was under way by then each is told for itself when it joins.</summary>
    private async ValueTask GoLive()
    {
        if (_mapper is not null)
            return;
        _mapper = new FrameMapper(_run, RunCursor.Of(_fold.Seq, []), _chain.Last, _parts.Time, _parts.TextOf(_run));
        await _mapper.GoLive(_fold.State, asksAgain: false, _closed.Token);
        Publish();
    }

    private async ValueTask Show(RunEvent raised, DateTimeOffset at, int bytes)
    {
        // What an attempt has shown comes before the event that ends it.
        if (EndedStep.Of(raised) is { } step && _fold.State.Live.TryGetValue(step, out var live))
        {
            ShowLive(live);
            _parts.Outputs.Seen(new AttemptKey(_run, live.Unit, live.Attempt));
        }

        var update = _fold.Add(raised, at);
        var own = _chain.Next(update);
        var frames = await _mapper!.Map(update, own, _closed.Token);
        _news.Add(FeedItem.Of(update, frames, own, _mapper.Cursor, bytes));
    }

    private void ShowLive()
    {
        if (_mapper is null)
            return;
        foreach (var live in _fold.State.Live.Values)
            ShowLive(live);
        if (_news.Count > 0)
            Publish();
    }

    private void ShowLive(LiveAttempt live)
    {
        if (_parts.Outputs.Find(new AttemptKey(_run, live.Unit, live.Attempt)) is not { } output)
            return;
        while (output.Read(_mapper!.PlaceOf(live).Address, Live.LiveAddress.End) is { } delta)
        {
            var update = new RunUpdate.Streamed(_fold.Seq, live.Step, live.Attempt, delta, _fold.State);
            var frames = _mapper.Map(update);
            _news.Add(FeedItem.Of(update, frames, _mapper.Cursor));
        }
    }

    private void Publish()
    {
        Window.Publish(_news, new HubHead(_fold.Seq, _fold.State, _mapper!.Cursor, _chain.Last));
        _news.Clear();
    }
}
