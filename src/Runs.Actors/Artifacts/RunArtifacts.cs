using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Artifacts;

/// <summary>
/// The artifacts of a run: a final one for each agent's step of the last execution that has ended, in the order of the strategy, and the
/// large texts in the result, the steps of the last execution and the conversation.
/// </summary>
public static class RunArtifacts
{
    /// <summary>All of them, each once.</summary>
    public static IReadOnlyList<RunArtifact> Of(RunState state) => [.. Finals(state), .. Texts(state)];

    /// <summary>The artifact of a name; <see langword="null"/> when the run has none of it.</summary>
    public static RunArtifact? Find(RunState state, string name) =>
        Finals(state).FirstOrDefault(final => final.Name == name) ?? Texts(state).FirstOrDefault(text => text.Name == name);

    /// <summary>The final artifact of a step; <see langword="null"/> while it has none.</summary>
    public static RunArtifact? FinalOf(RunState state, StepState step) => HasFinal(state, step)
        ? new RunArtifact(ArtifactNames.FinalOf(StepLabel.Of(state, step)), step.Id, ArtifactPurpose.Final)
        : null;

    private static bool HasFinal(RunState state, StepState step) =>
        step.Phase.IsTerminal() && state.Current!.Plan.Nodes[step.Node].AgentIndex >= 0;

    private static IEnumerable<RunArtifact> Finals(RunState state) =>
        from step in state.Steps.Values
        where HasFinal(state, step)
        orderby step.Node, step.Id
        select FinalOf(state, step)!;

    private static IEnumerable<RunArtifact> Texts(RunState state)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (step, content) in Contents(state))
        {
            foreach (var part in content?.Parts ?? [])
            {
                if (part.Artifact is { } stored && known.Add(stored.Id))
                    yield return new RunArtifact(stored.Id, step, ArtifactPurpose.Text) { Stored = stored };
            }
        }
    }

    /// <summary>What steps made comes before what they were told, which others made.</summary>
    private static IEnumerable<(StepId Step, Content? Content)> Contents(RunState state) =>
    [
        .. state.Conversation.Records.Select(record => (new StepId(record.Id), (Content?)record.Text)),
        .. state.Conversation.Records.SelectMany(record => record.Rounds.Select(round => (new StepId(record.Id), (Content?)round.Text))),
        .. state.Steps.Values.Select(step => (step.Id, step.Output)),
        .. state.Steps.Values.Where(step => step.Loop is not null).SelectMany(step => step.Loop!.Rounds.Select(round => (step.Id, (Content?)round.Text))),
        .. state.Current is { } current ? [(StepId.Root(current.Number), state.End?.Result)] : Array.Empty<(StepId, Content?)>(),
        .. state.Conversation.Records.Select(record => (new StepId(record.Id), (Content?)record.Message)),
        .. state.Steps.Values.Select(step => (step.Id, (Content?)step.Message)),
    ];
}
