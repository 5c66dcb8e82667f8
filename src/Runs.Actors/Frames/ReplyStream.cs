using Runs.Actors.Live;

namespace Runs.Actors.Frames;

/// <summary>How much of one attempt's reply a client was shown, and whether a thought is open.</summary>
internal sealed class ReplyStream(int attempt)
{
    private int _textLength;
    private string? _thought;

    public int Attempt => attempt;

    /// <summary>What a piece of live output adds.</summary>
    public IEnumerable<StreamingEvent> Show(LiveDelta delta)
    {
        if (delta.Kind == LivePartKind.Diagnostic)
            yield break;
        var thought = delta.Kind == LivePartKind.Thinking ? $"p{delta.Part}" : null;
        if (thought != _thought)
        {
            foreach (var closed in Close())
                yield return closed;
            if (thought is not null)
                yield return new StreamingEvent.ThinkingStart(thought);
            _thought = thought;
        }

        if (thought is null)
            _textLength += delta.Text.Length;
        yield return thought is null ? new StreamingEvent.Text(delta.Text) : new StreamingEvent.Thinking(thought, delta.Text);
    }

    /// <summary>What was missed of the reply, now that all of it is known.</summary>
    public IEnumerable<StreamingEvent> Complete(string reply)
    {
        foreach (var closed in Close())
            yield return closed;
        if (reply.Length > _textLength)
            yield return new StreamingEvent.Text(reply[_textLength..]);
        _textLength = reply.Length;
    }

    /// <summary>Nothing more of this attempt comes.</summary>
    public IEnumerable<StreamingEvent> Close()
    {
        if (_thought is { } thought)
            yield return new StreamingEvent.ThinkingEnd(thought);
        _thought = null;
    }
}
