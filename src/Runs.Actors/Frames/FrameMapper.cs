using Runs.Actors.Live;
using Runs.Actors.Subscriptions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Frames;

/// <summary>
/// Turns what one subscriber sees of a run into frames. What had ended before it came is told by journaled frames alone; from then
/// on agents stream, and what was missed of a stream is made up for from the journal. After the frame that ends an execution
/// nothing of that execution follows.
/// </summary>
public sealed class FrameMapper
{
    private readonly RunId _run;
    private readonly TimeProvider _time;
    private readonly Func<Content, CancellationToken, ValueTask<string>> _text;
    private readonly JournaledFrames _journaled;
    private readonly Dictionary<StepId, ReplyStream> _streams = [];
    private readonly HashSet<StepId> _asked = [];
    private readonly LoopStream _loops;
    private List<RunFrame> _frames = [];
    private long _seq;
    private bool _isLive;

    /// <summary>Makes a mapper for one subscription.</summary>
    /// <param name="run">The run.</param>
    /// <param name="afterSeq">The cursor that the subscription begins after.</param>
    /// <param name="time">The clock, for live frames.</param>
    /// <param name="text">Loads the whole text of a content.</param>
    public FrameMapper(RunId run, long afterSeq, TimeProvider time, Func<Content, CancellationToken, ValueTask<string>> text)
    {
        _run = run;
        _seq = afterSeq;
        _time = time;
        _text = text;
        _journaled = new JournaledFrames(run, text);
        _loops = new LoopStream(text);
    }

    /// <summary>The frames of an update, in order. Updates must come one after the other, all of them.</summary>
    public async ValueTask<IReadOnlyList<RunFrame>> Map(RunUpdate update, CancellationToken cancellation = default)
    {
        _frames = [];
        switch (update)
        {
            case RunUpdate.Journaled journaled:
                await Map(journaled, cancellation);
                if (_isLive && LoopStream.Shows(journaled.Event) is { } step)
                    Show(journaled.After, step, await _loops.Of(journaled, cancellation));
                break;
            case RunUpdate.Streamed streamed:
                Map(streamed);
                break;
            case RunUpdate.CaughtUp caughtUp when !_isLive:
                await GoLive(caughtUp.State, cancellation);
                break;
        }

        return _frames;
    }

    private async ValueTask Map(RunUpdate.Journaled update, CancellationToken cancellation)
    {
        await BeforeFrame(update, cancellation);
        if (await _journaled.Of(update, cancellation) is { } frame)
        {
            _seq = update.Seq;
            _frames.Add(frame);
        }

        AfterFrame(update);
    }

    /// <summary>What is left of a stream comes before the frame of its end.</summary>
    private async ValueTask BeforeFrame(RunUpdate.Journaled update, CancellationToken cancellation)
    {
        switch (update.Event)
        {
            case ModelReplied replied when _streams.TryGetValue(replied.Step, out var stream):
                Show(update.Before, replied.Step, stream.Complete(await _text(replied.Text, cancellation)));
                break;
            case ToolsCalled called when _streams.Remove(called.Step, out var stream):
                Show(update.Before, called.Step, stream.Complete(await _text(called.Text, cancellation)));
                break;
            case AttemptFailed { Step: var step }:
                Close(update.Before, step);
                break;
            case AttemptStopped { Step: var step }:
                Close(update.Before, step);
                break;
            case RunEnded:
                foreach (var step in _streams.Keys.Order().ToList())
                    Close(update.Before, step);
                break;
        }
    }

    private void AfterFrame(RunUpdate.Journaled update)
    {
        switch (update.Event)
        {
            case StepDispatched { Unit: var unit } dispatched when _isLive && unit.Value is not null && !unit.IsCompaction:
                Open(update.After, dispatched.Step, dispatched.Attempt);
                break;
            case AgentReplied replied when _streams.Remove(replied.Step):
                var output = (AgentOutput)_frames[^1];
                var finish = update.After.Steps[replied.Step].FinishReason ?? CallResult.Stop;
                Show(update.After, replied.Step, [new StreamingEvent.Done(new(output.Text, output.Usage, finish))]);
                break;
            case WaitOpened opened:
                _asked.Add(opened.Step);
                break;
            case QuestionAsked asked:
                _asked.Add(asked.Unit);
                break;
        }
    }

    private void Map(RunUpdate.Streamed update)
    {
        var place = StepPlace.Of(update.State, update.Step);
        if (place.Agent!.Kind == PlanAgentKind.Llm)
            Show(update.State, update.Step, Open(update.State, update.Step, update.Attempt)!.Show(update.Delta));
        else if (update.Delta.Kind == LivePartKind.Text)
            Show(update.State, update.Step, [new StreamingEvent.Text(update.Delta.Text)]);
    }

    /// <summary>The journal has been read once: what is under way is told from here on, and what is asked is said again.</summary>
    private async ValueTask GoLive(RunState state, CancellationToken cancellation)
    {
        _isLive = true;
        foreach (var live in state.Live.Values.Where(live => !live.Unit.IsCompaction))
            Open(state, live.Step, live.Attempt);
        foreach (var step in LoopStream.Waiting(state))
            Show(state, step.Id, [new StreamingEvent.StepStart(), .. await _loops.SoFar(step, cancellation)]);
        foreach (var input in state.Inputs.Values.Where(input => _asked.Add(input.Step)))
            _frames.Add(_journaled.Asked(state, input.Step, _seq, _time.GetUtcNow()));
        foreach (var question in state.Questions.Values.Where(question => _asked.Add(question.Unit)).OrderBy(question => question.Unit))
            _frames.Add(_journaled.Asked(state, question, _seq, _time.GetUtcNow()));
    }

    /// <summary>The stream of a model's attempt; a new one begins with its step-start.</summary>
    private ReplyStream? Open(RunState state, StepId step, int attempt)
    {
        if (StepPlace.Of(state, step).Agent!.Kind != PlanAgentKind.Llm)
            return null;
        if (_streams.TryGetValue(step, out var known) && known.Attempt == attempt)
            return known;
        Show(state, step, [new StreamingEvent.StepStart()]);
        return _streams[step] = new ReplyStream(attempt);
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
            _frames.Add(new AgentStreaming
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
            });
        }
    }
}
