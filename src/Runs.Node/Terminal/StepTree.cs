using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>The steps of a run's current segment, in the order of the plan, as lines.</summary>
internal sealed class StepTree(Marks marks)
{
    /// <summary>The lines; none for a run that was never started.</summary>
    /// <param name="state">The run.</param>
    /// <param name="now">The time, for what is under way.</param>
    /// <param name="tail">What to show behind a step that is under way.</param>
    public IReadOnlyList<TreeLine> Lines(RunState state, DateTimeOffset now, Func<StepId, string> tail)
    {
        if (state.Current is not { } segment)
            return [];
        var latest = state.Steps.Values.ToDictionary(step => step.Node);
        var depths = new int[segment.Plan.Nodes.Length];
        var lines = new List<TreeLine>(depths.Length);
        foreach (var node in segment.Plan.Nodes)
        {
            depths[node.Index] = node.Parent < 0 ? 0 : depths[node.Parent] + 1;
            lines.Add(LineOf(node, depths[node.Index], latest.GetValueOrDefault(node.Index), now, tail));
        }

        return lines;
    }

    private TreeLine LineOf(PlanNode node, int depth, StepState? step, DateTimeOffset now, Func<StepId, string> tail)
    {
        var isActive = node.AgentIndex >= 0 && step?.Phase is StepPhase.Running or StepPhase.Waiting or StepPhase.BackingOff;
        var text = $"{new string(' ', depth * 2)}{marks.Of(step?.Phase)} {StepNames.NameOf(node)}{Details(node, step, now)}";
        return new(text, isActive ? tail(step!.Id) : "", isActive);
    }

    private static string Details(PlanNode node, StepState? step, DateTimeOffset now)
    {
        if (step is null)
            return "";
        var details = new List<string>();
        if (node.Kind == PlanNodeKind.Cycle && step.Flow is { } progress)
            details.Add($"round {progress.Round}");
        if (Elapsed.Between(step.StartedAt, step.EndedAt ?? (step.Phase.IsTerminal() ? null : now)) is { } time)
            details.Add(time);
        if (step.AttemptOfCall > 1)
            details.Add($"attempt {step.AttemptOfCall}");
        if (step.SubRun is { } sub)
            details.Add($"as {sub}");
        else if (step.Phase == StepPhase.Waiting && step.Until is null)
            details.Add("waits for an answer");
        if (step.Error is { } error)
            details.Add(PlainText.OneLine(error.Message));
        return details.Count == 0 ? "" : "  " + string.Join("  ", details);
    }
}
