using Runs.Actors;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Node.Hosting;
using Runs.Node.Terminal;

namespace Runs.Node.Reading;

/// <summary>A run with its steps, as one JSON object.</summary>
internal static class RunDetails
{
    /// <summary>The object.</summary>
    public static JsonLine Json(RunState state, RunSummary? summary, string shown)
    {
        var line = summary is null
            ? JsonLine.Untyped().With("runId", state.RunId).With("status", WireStatus.Of(state.Status)).With("state", shown)
            : SummaryLine.Of(summary);
        var segment = state.Current ?? state.Pending;
        return line
            .With("parent", state.Parent?.Run)
            .With("parentStep", state.Parent?.Step.Value)
            .With("subRuns", state.OpenedSubRuns.Count)
            .With("segment", segment?.Number ?? 0)
            .With("input", segment?.Input)
            .With("forkOf", segment?.Fork?.Run)
            .With("forkFrom", segment?.Fork?.Step)
            .With("model", segment?.ModelOverride)
            .With("reason", state.HoldReason)
            .With("result", state.End?.Result?.Preview)
            .With("errorCode", state.End?.Error?.Code)
            .With("error", state.End?.Error?.Message)
            .With("inputs", AwaitedAnswer.In(state).Select(asked => JsonLine.Untyped()
                .With("agent", asked.AgentName)
                .With("step", asked.Unit.Value)
                .With("message", asked.Question)
                .With("question", asked.RequestId)))
            .With("steps", Steps(state));
    }

    private static IEnumerable<JsonLine> Steps(RunState state) =>
        state.Current is not { } segment ? [] : state.Steps.Values.OrderBy(step => step.Node).Select(step => Step(segment.Plan.Nodes[step.Node], step));

    private static JsonLine Step(PlanNode node, StepState step) => JsonLine.Untyped()
        .With("step", step.Id.Value)
        .With("name", node.Name)
        .With("id", node.Id)
        .With("kind", node.Kind.ToString().ToLowerInvariant())
        .With("phase", step.Phase.ToWord())
        .With("attempt", step.Attempt)
        .With("subRun", step.SubRun)
        .WithTime("startedAt", step.StartedAt)
        .WithTime("endedAt", step.EndedAt)
        .With("errorCode", step.Error?.Code)
        .With("error", step.Error?.Message)
        .With("output", step.Output?.Preview);
}
