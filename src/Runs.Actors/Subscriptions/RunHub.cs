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
    private readonly CancellationTokenSource _closed = new();
    private readonly SettleRequests _settling = new();
    private readonly HubMirrors _mirrors;
    private volatile HubMemory? _memory;
    private bool _mustRead;
    private long _shownSeq;
    private long? _streamKey;
    private volatile bool _isOver;

    public RunHub(HubParts parts, RunId run)
    {
        _parts = parts;
        _run = run;
        _watch = parts.Tail.Watch(RunEntity.Of(run));
        _mirrors = new HubMirrors(parts.Mirrors, run);
        Window = new HubWindow(run, parts.Outputs);
        Place = new HubPlace(parts.Places, run, parts.Time, _watch.Wake);
    }

    public RunId Run => _run;

    public HubParts Parts => _parts;

    public HubWindow Window { get; }

    /// <summary>Whether it has forgotten the run, or doesn't know it yet.</summary>
    public bool IsAsleep => _memory is null;

    /// <summary>Where the run lies in the journal; <see langword="null"/> for unknown.</summary>
    public long? StreamKey => _memory?.Pages.StreamKey ?? _streamKey;

    /// <summary>Where the run stands in its queue.</summary>
    public HubPlace Place { get; }

    /// <summary>How many want it to be there.</summary>
    public int Users { get; set; }

    private HubMemory Memory => _memory ??= new HubMemory(_parts, _run, _streamKey);

    private long KnownSeq => Math.Max(_memory?.Fold.Seq ?? 0, _shownSeq);

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
            while (!_closed.IsCancellationRequested && await Round())
                await _watch.Wait();
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
            _mirrors.Close();
            Place.Leave();
            _settling.Close();
        }
    }

    /// <summary>Takes in what is new, and tells those who waited for that, whatever comes of it.</summary>
    private async ValueTask<bool> Round()
    {
        var settling = _settling.Take();
        try
        {
            return await Advance();
        }
        finally
        {
            SettleRequests.Complete(settling);
        }
    }

    /// <summary>Takes in what is new. <see langword="false"/> when the run was erased.</summary>
    private async ValueTask<bool> Advance()
    {
        var news = _watch.Take(out var appends);
        foreach (var append in appends)
            await TakeIn(append);
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

    /// <summary>Forgets a run that has ended and that all followers have seen to its end. What comes next is read from the journal, with all before it.</summary>
    private void Sleep()
    {
        if (_memory is not { Mapper: not null, Fold: var fold })
            return;
        _isOver = fold.State.Pending is null && fold.State.Status.IsTerminal();
        if (!_isOver || _mustRead || !Window.TrySleep())
            return;
        _shownSeq = fold.Seq;
        // The next run of this id isn't this one.
        _streamKey = _memory.Pages.StreamKey;
        _isOver = false;
        _memory = null;
    }

    /// <summary>An append that follows what is known needs no reading, and neither does anything before it.</summary>
    private async ValueTask TakeIn(TailAppend append)
    {
        if (append.LastSeq <= KnownSeq)
            return;
        _mustRead = append.FirstSeq != Memory.Fold.Seq + 1;
        if (_mustRead)
            return;
        await GoLive();
        _mirrors.Expect(append.Events.Cast<RunEvent>());
        foreach (var raised in append.Events)
            await Show((RunEvent)raised, append.At, append.Bytes / append.Events.Count);
        Publish();
    }

    /// <summary>Reads what isn't known, as soon as anybody wants to know. <see langword="false"/> when the run was erased.</summary>
    private async ValueTask<bool> ReadJournal()
    {
        if (!_mustRead || (_memory?.Mapper is null && Window.Followers == 0))
            return true;
        var (before, memory) = (KnownSeq, Memory);
        while (await memory.Pages.After(memory.Fold.Seq, _closed.Token) is { Count: > 0 } page)
        {
            if (memory.Mapper is not null)
                _mirrors.Expect(page.Select(read => read.Event));
            foreach (var (raised, at, bytes) in page)
            {
                // What was shown before a sleep is history. What comes after it is for those who have slept too.
                if (memory.Fold.Seq == _shownSeq && _shownSeq > 0)
                    await GoLive();
                if (memory.Mapper is null)
                    Remember(memory.Fold.Add(raised, at), bytes);
                else
                    await Show(raised, at, bytes);
            }

            if (memory.Mapper is not null)
                Publish();
        }

        _mustRead = false;
        await GoLive();
        return before == 0 || memory.Fold.Seq > before || await memory.Pages.Exist(_closed.Token);
    }

    private void Remember(RunUpdate.Journaled update, int bytes)
    {
        var own = Memory.Chain.Next(update);
        Window.AddHistory(FeedItem.Of(update, [], own, RunCursor.Of(update.Seq, []), bytes));
    }

    /// <summary>From here on the hub is what its followers share. What was under way by then each is told for itself when it joins.</summary>
    private async ValueTask GoLive()
    {
        var memory = Memory;
        if (memory.Mapper is not null)
            return;
        memory.Mapper = new FrameMapper(_run, RunCursor.Of(memory.Fold.Seq, []), memory.Chain.Last, _parts.Time, _parts.TextOf(_run));
        await memory.Mapper.GoLive(memory.Fold.State, asksAgain: false, _closed.Token);
        // Before anybody can join: who has seen more of an attempt than is known here must not take its beginning for news.
        _mirrors.Follow(memory.Fold.State);
        Publish();
    }

    private async ValueTask Show(RunEvent raised, DateTimeOffset at, int bytes)
    {
        var memory = Memory;
        if (raised is RunAdmitted && Place.Left(memory.Fold.State, memory.Fold.Seq, memory.Chain.Last, memory.Mapper!.Cursor) is { } left)
            memory.News.Add(left);
        // What an attempt has shown comes before the event that ends it.
        if (EndedStep.Of(raised) is { } step && memory.Fold.State.Live.TryGetValue(step, out var live))
        {
            await _mirrors.Finish(live, _closed.Token);
            ShowLive(memory, live);
            _parts.Outputs.Seen(new AttemptKey(_run, live.Unit, live.Attempt));
        }

        var update = memory.Fold.Add(raised, at);
        var own = memory.Chain.Next(update);
        var frames = await memory.Mapper!.Map(update, own, _closed.Token);
        memory.News.Add(FeedItem.Of(update, frames, own, memory.Mapper.Cursor, bytes));
    }

    private void ShowLive()
    {
        if (_memory is not { Mapper: not null } memory)
            return;
        foreach (var live in memory.Fold.State.Live.Values)
            ShowLive(memory, live);
        _mirrors.Follow(memory.Fold.State);
        if (Place.News(memory.Fold.State, memory.Fold.Seq, memory.Chain.Last, memory.Mapper.Cursor) is { } place)
            memory.News.Add(place);
        if (memory.News.Count > 0)
            Publish();
    }

    private void ShowLive(HubMemory memory, LiveAttempt live)
    {
        if (_parts.Outputs.Find(new AttemptKey(_run, live.Unit, live.Attempt)) is not { } output)
            return;
        while (output.Read(memory.Mapper!.PlaceOf(live).Address, Live.LiveAddress.End) is { } delta)
        {
            var update = new RunUpdate.Streamed(memory.Fold.Seq, live.Step, live.Attempt, delta, memory.Fold.State);
            var frames = memory.Mapper.Map(update);
            memory.News.Add(FeedItem.Of(update, frames, memory.Mapper.Cursor));
        }
    }

    private void Publish()
    {
        var memory = Memory;
        Window.Publish(memory.News, new HubHead(memory.Fold.Seq, memory.Fold.State, memory.Mapper!.Cursor, memory.Chain.Last));
        memory.News.Clear();
    }
}
