using System.Text;
using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Actors.Live;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>Reads what steps have come to, so much of each text as is wanted and no more.</summary>
/// <param name="artifacts">Where large texts lie.</param>
/// <param name="live">What attempts in this process say; <see langword="null"/> when there are none.</param>
public sealed class StepResults(IArtifactStore artifacts, LiveOutputs? live)
{
    /// <summary>So much text is given when nothing else is said, in bytes: 50 KiB.</summary>
    public const int DefaultBytes = 50 * 1024;

    /// <summary>The most text that can be asked for at a time, in bytes: 200,000.</summary>
    public const int MostBytes = 200_000;

    /// <summary>Of a run with more sinks than these the first are shown: 1,000.</summary>
    public const int MostSinks = 1_000;

    /// <summary>What a step has come to.</summary>
    /// <param name="run">Its run.</param>
    /// <param name="state">The run as it was read.</param>
    /// <param name="step">The step.</param>
    /// <param name="maxBytes">At most so much of its text, in UTF-8; <see langword="null"/> for none of it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<StepResult> Of(RunId run, RunState state, StepState step, int? maxBytes, CancellationToken cancellation)
    {
        var (content, isPartial) = Known(run, state, step);
        var result = new StepResult(step.Id, StepReference.Of(state, step), step.Phase, step.Attempt, step.Error, content.Bytes)
        {
            Chars = content.Inline?.Length,
            IsPartial = isPartial,
            Artifact = step.Phase.IsTerminal() ? ArtifactNames.FinalOf(StepLabel.Of(state, step)) : null,
        };
        if (maxBytes is not { } most)
            return result;
        var text = await ArtifactText.Head(artifacts, run, content, most, cancellation);
        return result with { Text = text, IsCut = Encoding.UTF8.GetByteCount(text) < content.Bytes };
    }

    /// <summary>
    /// What the sinks of a run have come to, in the order of the plan. All of them are there whatever the limit is; what is left of it is
    /// shared evenly among those that are still to come.
    /// </summary>
    public async ValueTask<IReadOnlyList<StepResult>> Sinks(RunId run, RunState state, int? maxBytes, CancellationToken cancellation)
    {
        var sinks = StepListing.SinksOf(state).Take(MostSinks).ToList();
        var results = new List<StepResult>(sinks.Count);
        var left = maxBytes;
        foreach (var sink in sinks)
        {
            var result = await Of(run, state, sink, left / (sinks.Count - results.Count), cancellation);
            results.Add(result);
            left -= Encoding.UTF8.GetByteCount(result.Text ?? "");
        }

        return results;
    }

    private (Content Text, bool IsPartial) Known(RunId run, RunState state, StepState step)
    {
        if (step.Phase is not (StepPhase.Skipped or StepPhase.Blocked) && step.Output is { } output)
            return (output, false);
        if (state.Live.TryGetValue(step.Id, out var attempt) && !attempt.IsCompaction
            && live?.Find(new AttemptKey(run, attempt.Unit, attempt.Attempt)) is { } shown)
        {
            var said = shown.TextTail(int.MaxValue);
            // The other half of the last character may be on its way.
            return (Content.Of(TextCut.Chars(said, said is [.., var last] && char.IsHighSurrogate(last) ? said.Length - 1 : said.Length)), true);
        }

        return (Content.Of(step.Partial ?? ""), step.Partial is not null);
    }
}
