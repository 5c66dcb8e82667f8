using Runs.Actors.Live;

namespace Runs.Actors.Frames;

/// <summary>
/// How much of one attempt's output a client was shown, and whether a thought is open. The place is where it is by the time an
/// event is returned, so that a cursor can be taken after each.
/// </summary>
internal sealed class ReplyStream(LivePlace place)
{
    public LivePlace Place { get; private set; } = place;

    /// <summary>What a piece of a model's live output adds.</summary>
    public IEnumerable<StreamingEvent> Show(LiveDelta delta)
    {
        if (delta.Kind == LivePartKind.Diagnostic)
        {
            Pass(delta);
            yield break;
        }

        int? thought = delta.Kind == LivePartKind.Thinking ? delta.Part : null;
        if (thought != Place.Thought)
        {
            foreach (var closed in Close())
                yield return closed;
            if (thought is not null)
            {
                Place = Place with { Thought = thought };
                yield return new StreamingEvent.ThinkingStart(Name(thought));
            }
        }

        Pass(delta);
        yield return thought is null ? new StreamingEvent.Text(delta.Text) : new StreamingEvent.Thinking(Name(thought), delta.Text);
    }

    /// <summary>What a piece of the live output of what is no model adds.</summary>
    public IEnumerable<StreamingEvent> ShowOutput(LiveDelta delta)
    {
        Pass(delta);
        if (delta.Kind == LivePartKind.Text)
            yield return new StreamingEvent.Text(delta.Text);
    }

    /// <summary>What was missed of the reply, now that all of it is known.</summary>
    public IEnumerable<StreamingEvent> Complete(string reply)
    {
        foreach (var closed in Close())
            yield return closed;
        var shown = Place.TextLength;
        Place = Place with { Address = LiveAddress.End, TextLength = Math.Max(shown, reply.Length) };
        if (reply.Length > shown)
            yield return new StreamingEvent.Text(reply[shown..]);
    }

    /// <summary>Nothing more of this attempt comes.</summary>
    public IEnumerable<StreamingEvent> Close()
    {
        if (Place.Thought is not { } thought)
            yield break;
        Place = Place with { Thought = null };
        yield return new StreamingEvent.ThinkingEnd(Name(thought));
    }

    private static string Name(int? thought) => $"p{thought}";

    private void Pass(LiveDelta delta) => Place = Place with
    {
        Address = delta.Next,
        TextLength = Place.TextLength + (delta.Kind == LivePartKind.Text ? delta.Text.Length : 0),
    };
}
