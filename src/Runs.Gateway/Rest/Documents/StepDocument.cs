using Newtonsoft.Json;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>A step of the last started execution.</summary>
internal static class StepDocument
{
    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("stepId", new TextSchema { Description = "Its place in the run." }),
        SchemaMember.Optional("parentStepId", new TextSchema { Description = "The flow that it belongs to; the root has none." }),
        SchemaMember.Required("name", new TextSchema()),
        SchemaMember.Optional("id", new TextSchema { Description = "Its id in the strategy." }),
        SchemaMember.Required("kind", TextSchema.OneOf([.. Enum.GetValues<PlanNodeKind>().Select(Word)])),
        SchemaMember.Required("phase", TextSchema.OneOf([.. Enum.GetValues<StepPhase>().Select(phase => phase.ToWord())])),
        SchemaMember.Required("attempt", new NumberSchema { Description = "Its latest attempt; 0 before the first." }),
        SchemaMember.Optional("startedAt", TextSchema.Time("When it began.")),
        SchemaMember.Optional("endedAt", TextSchema.Time("When it ended.")),
        SchemaMember.Optional("until", TextSchema.Time("Until when it waits.")),
        SchemaMember.Optional("error", DocumentMembers.ErrorSchema),
        SchemaMember.Optional("subRun", new TextSchema { Description = "The id of the run that its latest attempt opened." }),
        SchemaMember.Optional("output", new TextSchema { Description = "Its result; of a large one the beginning and the end." }))
    { Name = "Step" };

    /// <summary>Writes the member <c>steps</c>, in the order of the plan.</summary>
    public static void WriteAll(JsonWriter json, RunState state)
    {
        var steps = state.Current is { } segment ? state.Steps.Values.Select(step => (Node: segment.Plan.Nodes[step.Node], Step: step)) : [];
        json.Objects("steps", steps.OrderBy(step => step.Node.Index), (own, step) => Write(own, step.Node, step.Step));
    }

    private static void Write(JsonWriter json, PlanNode node, StepState step)
    {
        json.Member("stepId", step.Id.Value);
        json.Member("parentStepId", step.Parent == step.Id ? null : step.Parent.Value);
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
        json.Member("output", step.Output?.Preview);
    }

    private static string Word(PlanNodeKind kind) => kind.ToString().ToLowerInvariant();
}
