using Runs.Domain.Contents;
using Runs.Domain.Runs.State;

namespace Runs.Gateway.Rest.Contents;

/// <summary>The artifacts that a run refers to: in its result, in the steps of its last execution, and in its conversation.</summary>
internal static class RunArtifacts
{
    /// <summary>All of them, each once, with the step that it was found at first.</summary>
    public static IReadOnlyList<(string Step, ArtifactRef Artifact)> Of(RunState state)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return [.. Contents(state).SelectMany(at => Artifacts(at.Step, at.Content)).Where(found => known.Add(found.Artifact.Id))];
    }

    /// <summary>The artifact of an id; <see langword="null"/> when the run refers to none of it.</summary>
    public static ArtifactRef? Find(RunState state, string id) => Contents(state)
        .SelectMany(at => Artifacts(at.Step, at.Content))
        .Select(found => found.Artifact)
        .FirstOrDefault(artifact => artifact.Id == id);

    /// <summary>What steps made comes before what they were told, which others made.</summary>
    private static IEnumerable<(string Step, Content? Content)> Contents(RunState state) =>
    [
        .. state.Conversation.Records.Select(record => (record.Id, (Content?)record.Text)),
        .. state.Conversation.Records.SelectMany(record => record.Rounds.Select(round => (record.Id, (Content?)round.Text))),
        .. state.Steps.Values.Select(step => (step.Id.Value, step.Output)),
        .. state.Steps.Values.Where(step => step.Loop is not null)
            .SelectMany(step => step.Loop!.Rounds.Select(round => (step.Id.Value, (Content?)round.Text))),
        .. state.Current is { } current ? [(StepId(current), state.End?.Result)] : Array.Empty<(string, Content?)>(),
        .. state.Conversation.Records.Select(record => (record.Id, (Content?)record.Message)),
        .. state.Steps.Values.Select(step => (step.Id.Value, (Content?)step.Message)),
    ];

    private static string StepId(Segment segment) => Domain.Identity.StepId.Root(segment.Number).Value;

    private static IEnumerable<(string Step, ArtifactRef Artifact)> Artifacts(string step, Content? content) =>
        content is null ? [] : content.Parts.Where(part => part.Artifact is not null).Select(part => (step, part.Artifact!));
}
