using Newtonsoft.Json;
using Runs.Actors.Watching;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>A step of the last started execution.</summary>
internal static class StepDocument
{
    private static readonly Schema Upstream = new ObjectSchema(
        SchemaMember.Required("label", new TextSchema()),
        SchemaMember.Required("phase", Phase),
        SchemaMember.Required("bytes", new NumberSchema { Description = "The size of its result in UTF-8." }))
    { Name = "Upstream", Description = "A step that another one of its graph has worked on." };

    /// <summary>The phases of steps.</summary>
    public static Schema Phase => TextSchema.OneOf([.. Enum.GetValues<StepPhase>().Select(phase => phase.ToWord())]);

    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("stepId", new TextSchema { Description = "Its place in the run." }),
        SchemaMember.Optional("parentStepId", new TextSchema { Description = "The flow that it belongs to; the root has none." }),
        SchemaMember.Required("label", new TextSchema { Description = "How requests may name it: its id, with its number as an instance of a list, or else its place." }),
        SchemaMember.Required("name", new TextSchema()),
        SchemaMember.Optional("id", new TextSchema { Description = "Its id in the strategy." }),
        SchemaMember.Required("kind", TextSchema.OneOf([.. Enum.GetValues<PlanNodeKind>().Select(Word)])),
        SchemaMember.Required("phase", Phase),
        SchemaMember.Required("attempt", new NumberSchema { Description = "Its latest attempt; 0 before the first." }),
        SchemaMember.Optional("startedAt", TextSchema.Time("When it began.")),
        SchemaMember.Optional("endedAt", TextSchema.Time("When it ended.")),
        SchemaMember.Optional("until", TextSchema.Time("Until when it waits.")),
        SchemaMember.Optional("error", DocumentMembers.ErrorSchema),
        SchemaMember.Optional("subRun", new TextSchema { Description = "The id of the run that its latest attempt opened." }),
        SchemaMember.Optional("output", new TextSchema { Description = "Its result, at most 5,000 characters; of a large one the beginning and the end." }),
        SchemaMember.Optional("outputBytes", new NumberSchema { Description = "The size of its result in UTF-8." }),
        SchemaMember.Optional("artifact", new TextSchema { Description = "The name of the artifact that says how it ended." }),
        SchemaMember.Optional("agent", new TextSchema()),
        SchemaMember.Optional("model", new TextSchema()),
        SchemaMember.Optional("cwd", new TextSchema { Description = "Where its processes work." }),
        SchemaMember.Optional("task", new TextSchema { Description = "The first 180 characters of its task, as its author wrote it." }),
        SchemaMember.Optional("needs", new ArraySchema(new TextSchema()) { Description = "Of a graph's step: the ids of those that must have succeeded." }),
        SchemaMember.Optional("after", new ArraySchema(new TextSchema()) { Description = "Of a graph's step: the ids of those that must have ended." }),
        SchemaMember.Optional("upstream", new ArraySchema(Upstream) { Description = "What it has worked on, once it has begun." }))
    { Name = "Step" };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, StepSnapshot shown)
    {
        var (step, node) = (shown.Step, shown.Node);
        json.Member("stepId", step.Id.Value);
        json.Member("parentStepId", step.Parent == step.Id ? null : step.Parent.Value);
        json.Member("label", shown.Reference);
        json.Member("name", node.Name);
        json.Member("id", node.Id);
        json.Member("kind", Word(node.Kind));
        json.Member("phase", step.Phase.ToWord());
        json.Member("attempt", step.Attempt);
        json.Time("startedAt", step.StartedAt);
        json.Time("endedAt", step.EndedAt);
        json.Time("until", step.Phase.IsTerminal() ? null : step.Until);
        json.Error("error", step.Error);
        json.Member("subRun", step.SubRun);
        json.Member("output", shown.OutputPreview);
        if (shown.OutputBytes is { } bytes)
            json.Member("outputBytes", bytes);
        json.Member("artifact", shown.Artifact);
        json.Member("agent", shown.Agent?.Name);
        json.Member("model", shown.Agent?.Model);
        json.Member("cwd", shown.Cwd);
        json.Member("task", shown.TaskPreview);
        Several(json, "needs", shown.Needs);
        Several(json, "after", shown.After);
        if (shown.Upstream.Count > 0)
            json.Objects("upstream", shown.Upstream, Write);
    }

    private static void Write(JsonWriter json, UpstreamOutput upstream)
    {
        json.Member("label", upstream.Step);
        json.Member("phase", upstream.Phase.ToWord());
        json.Member("bytes", upstream.Bytes);
    }

    private static void Several(JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            json.Member(name, values);
    }

    private static string Word(PlanNodeKind kind) => kind.ToString().ToLowerInvariant();
}
