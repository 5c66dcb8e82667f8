using Runs.Actors.Live;
using Runs.Actors.Subscriptions;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;

namespace Runs.Node.Client;

/// <summary>
/// Live output is kept while its attempt lives or somebody watches. Of an attempt that ends while the connection is lost the rest is made
/// up for by its result, so that no text is cut off in mid-sentence.
/// </summary>
internal sealed class MissedWords
{
    private readonly Dictionary<(StepId Step, int Attempt), (int Text, LiveAddress Next)> _shown = [];
    private readonly HashSet<(StepId Step, int Attempt)> _doubtful = [];

    /// <summary>The connection is lost: what is under way may end unseen.</summary>
    public void Lost(RunState state) => _doubtful.UnionWith(state.Live.Values.Select(live => (live.Step, live.Attempt)));

    /// <summary>A piece was shown.</summary>
    public void Shown(RunUpdate.Streamed streamed)
    {
        var before = _shown.GetValueOrDefault((streamed.Step, streamed.Attempt));
        var text = streamed.Delta.Kind == LivePartKind.Text ? streamed.Delta.Text.Length : 0;
        _shown[(streamed.Step, streamed.Attempt)] = (before.Text + text, streamed.Delta.Next);
    }

    /// <summary>What was missed of the attempt that an event ends; <see langword="null"/> for nothing, or when the result is too large to be in the event.</summary>
    /// <param name="raised">The event.</param>
    /// <param name="before">The run before it.</param>
    /// <param name="afterSeq">The event before it.</param>
    public RunUpdate.Streamed? Of(RunEvent raised, RunState before, long afterSeq)
    {
        if (Ended(raised) is not { } ended)
            return null;
        _shown.Remove(ended.Key, out var shown);
        if (!_doubtful.Remove(ended.Key) || ended.Text?.Inline is not { } text || text.Length <= shown.Text)
            return null;
        var rest = text[shown.Text..];
        var delta = new LiveDelta(LivePartKind.Text, shown.Next.Part, rest, shown.Next with { Offset = shown.Next.Offset + rest.Length });
        return new RunUpdate.Streamed(afterSeq, ended.Key.Step, ended.Key.Attempt, delta, before);
    }

    private static ((StepId Step, int Attempt) Key, Content? Text)? Ended(RunEvent raised) => raised switch
    {
        ModelReplied replied => ((replied.Step, replied.Attempt), replied.Text),
        StepSucceeded { Attempt: > 0 } succeeded => ((succeeded.Step, succeeded.Attempt), succeeded.Output),
        AttemptFailed failed => ((failed.Step, failed.Attempt), failed.Partial is { } partial ? Content.Of(partial) : null),
        AttemptStopped stopped => ((stopped.Step, stopped.Attempt), null),
        _ => null,
    };
}
