using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Domain.Templates;

namespace Runs.Domain.Runs.Progress;

/// <summary>The artifacts that the templates of a step name with <c>steps.&lt;id&gt;.artifact</c>.</summary>
public static class NamedArtifacts
{
    /// <summary>The steps that they are of, with the ids that name them, as seen from this step. Those that haven't been let in are left out.</summary>
    public static IEnumerable<(string Id, StepState Step)> Of(RunState state, StepState step)
    {
        var node = state.NodeOf(step);
        var process = node.AgentIndex < 0 ? null : state.AgentOf(step).Settings as ProcessSettings;
        Template?[] templates = [node.Task, process?.Stdin, .. process?.Args ?? []];
        var ids = templates.SelectMany(template => template?.LookUps ?? [])
            .Select(lookUp => lookUp.Split('.') is ["steps", var id, "artifact"] ? id : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (Places.Of(state, state.Plan().NodesById[id], step) is { } place && state.Steps.TryGetValue(place, out var named))
                yield return (id, named);
        }
    }
}
