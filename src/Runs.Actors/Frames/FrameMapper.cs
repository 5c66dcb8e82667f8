using Runs.Actors.Live;
using Runs.Actors.Subscriptions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Frames;

/// <summary>
/// Turns what a subscriber sees of a run into frames. What had ended before it came is told by journaled frames alone; from then
/// on agents stream, and what was missed of a stream is made up for from the journal. After the frame that ends an execution
/// nothing of that execution follows.
/// </summary>
internal sealed class FrameMapper
{
    private readonly RunId _run;
    private readonly TimeProvider _time;
    private readonly Func<Content, CancellationToken, ValueTask<string>> _text;
    private readonly JournaledFrames _journaled;
    private readonly FrameChain _chain;
    private readonly LoopStream _loops;
    private readonly Dictionary<StepId, ReplyStream> _streams = [];
    private readonly HashSet<StepId> _asked = [];
    private readonly long _knownSeq;
    private List<SharedFrame> _frames = [];
    private long _seq;
    private long _position;
    private bool _isLive;

    /// <summary>Makes a mapper for a subscription.</summary>
    /// <param name="run">The run.</param>
    /// <param name="after">The cursor that the subscription begins after.</param>
    /// <param name="time">The clock, for live frames.</param>
    /// <param name="text">Loads the whole text of a content.</param>
    public FrameMapper(RunId run, RunCursor after, TimeProvider time, Func<Content, CancellationToken, ValueTask<string>> text)
        : this(run, after, after.Seq, time, text)
    {
    }

    internal FrameMapper(RunId run, RunCursor after, long lastFrame, TimeProvider time, Func<Content, CancellationToken, ValueTask<string>> text)
    {
        _run = run;
        _seq = lastFrame;
        _knownSeq = after.Seq;
        _position = after.LiveSeq;
        _isLive = after.FollowsLive;
        _time = time;
        _text = text;
        _journaled = new JournaledFrames(run, text);
        _chain = new FrameChain(_journaled);
        _loops = new LoopStream(text);
    }

    /// <summary>Whether what is under way is told.</summary>
    internal bool IsLive => _isLive;

    /// <summary>Where to go on after the last frame.</summary>
    public RunCursor Cursor => RunCursor.Of(_position, _streams.Values.Select(stream => stream.Place)).NotBefore(_knownSeq);

    /// <summary>The frames of an update, in order. Updates must come one after the other, all of them from the first event on.</summary>
    public async ValueTask<IReadOnlyList<RunFrame>> Map(RunUpdate update, CancellationToken cancellation = default)
    {
        var shared = update switch
        {
            RunUpdate.Journaled journaled => await Map(journaled, _chain.Next(journaled), cancellation),
            RunUpdate.Streamed streamed => Map(streamed),
            RunUpdate.Placed => [],
            _ => await GoLive(((RunUpdate.CaughtUp)update).State, asksAgain: true, cancellation),
        };
        var frames = new List<RunFrame>(shared.Count);
        foreach (var frame in shared)
            frames.Add(await frame.Frame(cancellation));
        return frames;
    }

    /// <summary>Goes on with the streams of a cursor, given the run at that place.</summary>
    internal void Resume(IEnumerable<LivePlace> places, RunState state)
    {
        foreach (var place in places)
        {
            if (StepOf(state, place.Unit) is { } step)
                _streams[step] = new ReplyStream(place);
        }
    }

    /// <summary>How much was shown of an attempt.</summary>
    internal LivePlace PlaceOf(LiveAttempt live) =>
        _streams.TryGetValue(live.Step, out var stream) && stream.Place is var place && IsOf(place, live.Unit, live.Attempt)
            ? place
            : new LivePlace(live.Unit, live.Attempt, default);

    /// <summary>The frames of an event, its own among them.</summary>
    internal async ValueTask<IReadOnlyList<SharedFrame>> Map(RunUpdate.Journaled update, SharedFrame? own, CancellationToken cancellation)
    {
        _frames = [];
        await BeforeFrame(update, cancellation);
        if (own is not null)
        {
            _seq = Math.Max(_seq, update.Seq);
            if (update.Seq > _knownSeq)
                _frames.Add(own);
        }

        var loop = _isLive && LoopStream.Shows(update.Event) is not null ? await _loops.Of(update, cancellation) : [];
        // Whoever is cut off among them is told all of them again: their cursors lie before the event.
        ShowLoop(update, loop.SkipLast(1));
        _position = update.Seq;
        await AfterFrame(update, own, cancellation);
        ShowLoop(update, loop.TakeLast(1));
        return _frames;
    }

    /// <summary>The frames of live output.</summary>
    internal IReadOnlyList<SharedFrame> Map(RunUpdate.Streamed update)
    {
        _frames = [];
        var live = update.State.Live[update.Step];
        var stream = Open(update.State, live);
        Show(update.State, update.Step, IsModel(update.State, update.Step) ? stream.Show(update.Delta) : stream.ShowOutput(update.Delta));
        return _frames;
    }

    /// <summary>What is under way is told from here on, and what is asked is said again, once.</summary>
    internal async ValueTask<IReadOnlyList<SharedFrame>> GoLive(RunState state, bool asksAgain, CancellationToken cancellation)
    {
        _frames = [];
        foreach (var live in state.Live.Values.Where(live => !live.IsCompaction))
            Open(state, live);
        if (!_isLive)
        {
            foreach (var step in LoopStream.Waiting(state))
                Show(state, step.Id, [new StreamingEvent.StepStart(), .. await _loops.SoFar(step, cancellation)]);
        }

        _isLive = true;
        foreach (var input in state.Inputs.Values.Where(input => _asked.Add(input.Step) && asksAgain))
            _frames.Add(new SharedFrame(_journaled.Asked(state, input.Step, _seq, _time.GetUtcNow())));
        foreach (var question in state.Questions.Values.Where(question => _asked.Add(question.Unit) && asksAgain).OrderBy(question => question.Unit))
            _frames.Add(new SharedFrame(_journaled.Asked(state, question, _seq, _time.GetUtcNow())));
        return _frames;
    }

    /// <summary>What is left of a stream comes before the frame of its end.</summary>
    private async ValueTask BeforeFrame(RunUpdate.Journaled update, CancellationToken cancellation)
    {
        switch (update.Event)
        {
            case ModelReplied replied when _streams.TryGetValue(replied.Step, out var stream) && IsOf(stream.Place, replied.Unit, replied.Attempt):
                Show(update.Before, replied.Step, stream.Complete(await _text(replied.Text, cancellation)));
                break;
            case ToolsCalled called when _streams.TryGetValue(called.Step, out var stream):
                Show(update.Before, called.Step, stream.Complete(await _text(called.Text, cancellation)));
                break;
            case AttemptFailed { Step: var step }:
                Close(update.Before, step);
                break;
            case AttemptStopped { Step: var step }:
                Close(update.Before, step);
                break;
            case StepSucceeded { Step: var step } when !IsModel(update.Before, step):
                _streams.Remove(step);
                break;
            case RunEnded:
                foreach (var step in _streams.Keys.Order().ToList())
                    Close(update.Before, step);
                break;
        }
    }

    private async ValueTask AfterFrame(RunUpdate.Journaled update, SharedFrame? own, CancellationToken cancellation)
    {
        switch (update.Event)
        {
            case StepDispatched dispatched when _isLive && update.After.Live[dispatched.Step] is { IsCompaction: false } live:
                Open(update.After, live);
                break;
            case ToolsCalled called:
                _streams.Remove(called.Step);
                break;
            case StepContinued continued:
                _streams.Remove(continued.Step);
                break;
            case AgentReplied replied when _streams.Remove(replied.Step):
                var output = (AgentOutput)await own!.Frame(cancellation);
                var finish = update.After.Steps[replied.Step].FinishReason ?? CallResult.Stop;
                Show(update.After, replied.Step, [new StreamingEvent.Done(new(output.Text, output.Usage, finish))]);
                break;
            // What was asked in a frame that isn't told is still to be said again.
            case WaitOpened opened when update.Seq > _knownSeq:
                _asked.Add(opened.Step);
                break;
            case QuestionAsked asked when update.Seq > _knownSeq:
                _asked.Add(asked.Unit);
                break;
        }
    }

    /// <summary>The stream of an attempt; that of a model begins with its step-start.</summary>
    private ReplyStream Open(RunState state, LiveAttempt live)
    {
        if (_streams.TryGetValue(live.Step, out var known) && IsOf(known.Place, live.Unit, live.Attempt))
            return known;
        var stream = _streams[live.Step] = new ReplyStream(new LivePlace(live.Unit, live.Attempt, default));
        if (IsModel(state, live.Step))
            Show(state, live.Step, [new StreamingEvent.StepStart()]);
        return stream;
    }

    private void ShowLoop(RunUpdate.Journaled update, IEnumerable<StreamingEvent> shown)
    {
        if (LoopStream.Shows(update.Event) is { } step)
            Show(update.After, step, shown);
    }

    private void Close(RunState state, StepId step)
    {
        if (_streams.Remove(step, out var stream))
            Show(state, step, stream.Close());
    }

    private void Show(RunState state, StepId step, IEnumerable<StreamingEvent> events)
    {
        var place = StepPlace.Of(state, step);
        foreach (var shown in events)
        {
            _frames.Add(new SharedFrame(new AgentStreaming
            {
                Run = _run,
                Seq = _seq,
                At = _time.GetUtcNow(),
                Step = step,
                ParentStep = place.Step.Parent,
                IsDetail = place.Agent!.Kind != PlanAgentKind.Llm,
                AgentName = place.Agent.Name,
                Model = place.Agent.Model,
                Event = shown,
                Cursor = Cursor,
            }));
        }
    }

    private static bool IsModel(RunState state, StepId step) => StepPlace.Of(state, step).Agent?.Kind == PlanAgentKind.Llm;

    private static bool IsOf(LivePlace place, StepId unit, int attempt) => place.Unit == unit && place.Attempt == attempt;

    /// <summary>A unit is a step, or a call of one.</summary>
    private static StepId? StepOf(RunState state, StepId unit)
    {
        if (state.Steps.ContainsKey(unit))
            return unit;
        var end = unit.Value.LastIndexOf('/');
        return end > 0 && new StepId(unit.Value[..end]) is var step && state.Steps.ContainsKey(step) ? step : null;
    }
}
