using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Domain.Templates;

namespace Runs.Domain.Runs.Progress;

/// <summary>Renders the templates of a step against what the run knows.</summary>
public static class TaskText
{
    /// <summary>The text of a template for a step, with the outputs of other steps by reference where they are large.</summary>
    public static Content Render(Template template, RunState state, StepState step)
    {
        var parts = new List<ContentPart>();
        template.Visit(
            literal => parts.Add(new ContentPart(literal)),
            lookUp => parts.AddRange(LookUp(state, step, lookUp).Parts));
        return Content.Of(parts);
    }

    /// <summary>
    /// The pieces of a template for a step, for a place where values are to be written otherwise than the author's own text.
    /// </summary>
    public static IReadOnlyList<RenderedPart> RenderParts(Template template, RunState state, StepState step)
    {
        var parts = new List<RenderedPart>();
        template.Visit(
            literal => parts.Add(new RenderedPart(Content.Of(literal), IsValue: false)),
            lookUp => parts.Add(new RenderedPart(LookUp(state, step, lookUp), IsValue: true)));
        return parts;
    }

    private static Content LookUp(RunState state, StepState step, string path) => path.Split('.') switch
    {
        ["input"] or ["input", "lines"] => Content.Of(state.Current!.Input),
        ["message"] or ["message", "lines"] => step.Message,
        ["run", "id"] => Content.Of(state.RunId),
        ["item"] => Content.Of(Item(state, step).Text),
        ["index"] => Content.Of(Item(state, step).Index.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ["steps", var id, "output", ..] => Find(state, step, id)?.Output ?? Content.Empty,
        ["steps", var id, "status"] => Content.Of((Find(state, step, id)?.Phase ?? StepPhase.Pending).ToWord()),
        ["steps", var id, "artifact"] => Content.Of(ArtifactNames.FinalOf(id)),
        _ => throw new InvalidOperationException($"The plan let an unknown look-up through: '{path}'."),
    };

    private static StepState? Find(RunState state, StepState step, string id) =>
        Places.Of(state, state.Current!.Plan.NodesById[id], step) is { } place ? state.Steps.GetValueOrDefault(place) : null;

    /// <summary>The item of the innermost list around a step.</summary>
    private static (string Text, int Index) Item(RunState state, StepState step)
    {
        while (step.Instance < 0)
            step = state.Steps[step.Parent];
        return (state.Steps[step.Parent].Flow!.Items[step.Instance], step.Instance);
    }
}
