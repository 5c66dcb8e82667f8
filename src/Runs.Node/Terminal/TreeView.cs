using Runs.Actors.Queues;
using Runs.Actors.Subscriptions;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>The steps as a tree that is redrawn in place, and in the end the result alone on standard output.</summary>
internal sealed class TreeView : IRunView
{
    private readonly StandardStreams _streams;
    private readonly TerminalOptions _options;
    private readonly TimeProvider _time;
    private readonly LiveRegion _region;
    private readonly StepTree _tree;
    private readonly LiveTails _tails = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private QueuePlace? _place;
    private RunState _state = RunState.Empty;
    private bool _isAsking;
    private bool _isClosed;

    public TreeView(StandardStreams streams, TerminalOptions options, TimeProvider time)
    {
        _streams = streams;
        _options = options;
        _time = time;
        var marks = Marks.For(streams);
        _region = new LiveRegion(streams.Error, marks);
        _tree = new StepTree(marks);
        _timer = time.CreateTimer(_ => Redraw(), null, options.Refresh, options.Refresh);
    }

    /// <inheritdoc/>
    public void Show(RunUpdate update)
    {
        if (update is RunUpdate.Placed placed)
        {
            lock (_gate)
                _place = placed.Place;
        }

        if (update is RunUpdate.Streamed streamed && _options.LiveText)
            _tails.Add(streamed);
        var state = update switch
        {
            RunUpdate.Journaled journaled => journaled.After,
            RunUpdate.CaughtUp caughtUp => caughtUp.State,
            _ => null,
        };
        if (state is null)
            return;
        lock (_gate)
            _state = state;
    }

    /// <inheritdoc/>
    public void Note(string sentence)
    {
        lock (_gate)
        {
            if (!_isAsking && !_isClosed)
                _region.Clear();
            _streams.Error.WriteLine(sentence);
        }
    }

    /// <inheritdoc/>
    public void Ask(string agent, string question)
    {
        lock (_gate)
        {
            Draw();
            _region.Leave();
            _isAsking = true;
            Question.Write(_streams, agent, question);
        }
    }

    /// <inheritdoc/>
    public void Asked()
    {
        lock (_gate)
            _isAsking = false;
    }

    /// <inheritdoc/>
    public void End(RunOutcome outcome, string? result)
    {
        lock (_gate)
        {
            if (_isAsking)
                _streams.Error.WriteLine();
            else
                Draw();
            Close();
        }

        ResultText.Write(_streams.Out, result);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        lock (_gate)
            Close();
    }

    private void Redraw()
    {
        lock (_gate)
        {
            if (!_isAsking && !_isClosed)
                Draw();
        }
    }

    private void Draw()
    {
        if (_state.QueuedSince is not null && _place is { Position: > 0 } place)
            _region.Draw(_ => [new TreeLine(QueueLine.Of(place), "", IsActive: false)]);
        else if (_state.Current is not null)
            _region.Draw(room => _tree.Lines(_state, _time.GetUtcNow(), _tails.Of, room));
    }

    private void Close()
    {
        if (!_isClosed)
            _region.Leave();
        _isClosed = true;
    }
}
