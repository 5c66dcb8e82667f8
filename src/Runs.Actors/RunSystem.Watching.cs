using Runs.Actors.Artifacts;
using Runs.Actors.Frames;
using Runs.Actors.Queues.Views;
using Runs.Actors.Runs;
using Runs.Actors.Subscriptions;
using Runs.Actors.Watching;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Actors;

/// <content>Runs as they are looked at, on whichever node they live: followed, and read. All of it comes from the journal, and live output from the nodes of the attempts.</content>
public sealed partial class RunSystem
{
    /// <summary>
    /// Every event of a run after <paramref name="afterSeq"/>, then what comes, live output in between. Events come once and in
    /// order. The run need not exist yet. Ends with the token, and by itself when the run is erased.
    /// </summary>
    public IAsyncEnumerable<RunUpdate> Subscribe(RunId run, long afterSeq = 0, CancellationToken cancellation = default) =>
        Subscribe(run, RunCursor.After(afterSeq), cancellation);

    /// <summary>
    /// Everything after a cursor, then what comes, live output in between: goes on in mid-sentence. Each update says where to go on
    /// after it. Ends with the token, and by itself when the run is erased.
    /// </summary>
    public IAsyncEnumerable<RunUpdate> Subscribe(RunId run, RunCursor after, CancellationToken cancellation = default) =>
        RunSubscription.Updates(Feed(run, after, cancellation), after.Seq, cancellation);

    /// <summary>
    /// What clients are told about a run: <see cref="Subscribe(RunId, long, CancellationToken)"/> as frames. Resume with the sequence
    /// number of the last frame, and in mid-sentence with the cursor of the last one that has one.
    /// </summary>
    public IAsyncEnumerable<RunFrame> Frames(RunId run, long afterSeq = 0, CancellationToken cancellation = default) =>
        Frames(run, RunCursor.After(afterSeq), cancellation);

    /// <inheritdoc cref="Frames(RunId, long, CancellationToken)"/>
    public IAsyncEnumerable<RunFrame> Frames(RunId run, RunCursor after, CancellationToken cancellation = default) =>
        RunSubscription.Frames(Feed(run, after, cancellation), cancellation);

    /// <summary>
    /// Both: what <see cref="Subscribe(RunId, RunCursor, CancellationToken)"/> says, each with its frames. Of an event that the cursor
    /// knows already only live frames may come.
    /// </summary>
    public IAsyncEnumerable<FeedItem> Feed(RunId run, RunCursor after, CancellationToken cancellation = default) =>
        RunSubscription.Items((wake, caughtUp) => new(_hubs, run, after, wake) { CaughtUp = caughtUp }, cancellation);

    /// <summary>
    /// Follows a run from a cursor on, for who takes what it wants when it wants: nothing is buffered for it. Dispose the follower to
    /// stop. A cursor after the run's last event is waited for.
    /// </summary>
    /// <param name="run">The run; it need not exist yet.</param>
    /// <param name="after">Where to begin.</param>
    /// <param name="wake">Called when there may be more; it must be quick and must not call back.</param>
    public RunFollower Follow(RunId run, RunCursor after, Action wake) => new(_hubs, run, after, wake);

    /// <summary>
    /// Says that somebody is about to follow the run: what is stored of it from now on is kept at hand, so that a run that is prepared
    /// and followed at once is never read from the journal. Dispose the result when it is followed, or won't be.
    /// </summary>
    public IDisposable Expect(RunId run) => new ExpectedRun(_hubs, run);

    /// <summary>How the queues and limits stand.</summary>
    public QueueReader Queues => new(_journal, _options.Admission);

    /// <summary>How many runs are watched.</summary>
    public int WatchedRuns => _hubs.Count;

    /// <summary>How many of them are held in memory. One that has ended isn't, once all who watch it have seen its end.</summary>
    public int HeldRuns => _hubs.Awake;

    /// <summary>What watching has cost.</summary>
    public FeedCounters FeedCounters => _hubs.Counters;

    /// <summary>The whole text of a content, from the artifact store where it is large.</summary>
    public ValueTask<string> Text(RunId run, Domain.Contents.Content content, CancellationToken cancellation = default) =>
        ArtifactText.Load(_artifacts, run, content, cancellation);

    /// <summary>A page of the events of a run, in order, and where the run ends now. A run without events gives an empty page.</summary>
    public ValueTask<EventPage> Events(RunId run, EventQuery query, CancellationToken cancellation = default) =>
        EventPages.Read(_journal, run, query, cancellation);

    /// <summary>The run as those see it who look at it: one document, the same over every door and on every node.</summary>
    /// <param name="run">The run as it was read, such as by <see cref="Describe"/>.</param>
    /// <param name="query">Which of its steps, and whether the texts that it came to.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<RunSnapshot> Snapshot(RunReply run, SnapshotQuery query, CancellationToken cancellation = default)
    {
        var id = RunId.Parse(run.State.RunId);
        var last = run.Seq == 0 ? null : (await Events(id, new EventQuery { AfterSeq = run.Seq - 1, Limit = 1 }, cancellation)).Events;
        var outputs = await _results.Sinks(id, run.State, query.MaxBytes, cancellation);
        return RunSnapshot.Of(run, query, last is [var stored] ? stored : null) with { Outputs = outputs };
    }

    /// <summary>
    /// What a step has come to, or so far. What an attempt of another node shows is known here as long as somebody watches the run through
    /// this node; otherwise it is what the journal has.
    /// </summary>
    /// <param name="run">The run as it was read.</param>
    /// <param name="step">One of its steps.</param>
    /// <param name="maxBytes">At most so much of the text, in UTF-8; <see langword="null"/> for none of it.</param>
    /// <param name="cancellation">Gives up.</param>
    public ValueTask<StepResult> Result(RunReply run, StepState step, int? maxBytes, CancellationToken cancellation = default) =>
        _results.Of(RunId.Parse(run.State.RunId), run.State, step, maxBytes, cancellation);

    /// <summary>
    /// Begins to wait for something that matters in a run. Refused when there is no such run, or no such step in its plan. What is
    /// waited for is known by <see cref="RunWait.Receipt"/>; nothing is held meanwhile but a follower of the run, so it may live on any node.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="query">For what, and how long.</param>
    /// <param name="onlyOwner">Whose run it must be; another's is as one that doesn't exist. <see langword="null"/> for anybody's.</param>
    public async ValueTask<RunResult<RunWait>> Wait(RunId run, WaitQuery query, string? onlyOwner = null)
    {
        var known = await Describe(run, onlyOwner);
        if (!known.IsOk)
            return known.Error;
        var begun = WaitProgress.Begin(run, query, known.Value);
        return begun.IsOk ? new RunWait(begun.Value, _hubs, _time, onlyOwner) : begun.Error;
    }

    /// <summary>The artifacts of a run, to be listed and read: see <see cref="RunArtifacts.Of"/>.</summary>
    public ArtifactReader Artifacts(RunId run) => new(_artifacts, run);
}
