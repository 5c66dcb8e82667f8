using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>What stands behind a step's name.</summary>
internal sealed class StepDetails(Plan plan, StepIndex steps, Marks marks)
{
    private const int MostNamed = 3;

    /// <summary>The details, each of them after two blanks.</summary>
    /// <param name="row">The step.</param>
    /// <param name="flow">The flow around it; <see langword="null"/> for none, or one that has not begun.</param>
    /// <param name="now">The time, for what is under way.</param>
    public string Of(TreeRow row, StepState? flow, DateTimeOffset now)
    {
        var details = new List<string>();
        if (row.Tally?.Short(marks) is { Length: > 0 } tally)
            details.Add(tally);
        if (row.Step is { } step)
            Add(details, row, step, now);
        if ((row.Phase is null or StepPhase.Pending) && WaitsFor(row.Node, flow) is { Length: > 0 } needs)
            details.Add(needs);
        return details.Count == 0 ? "" : "  " + string.Join("  ", details);
    }

    private static void Add(List<string> details, TreeRow row, StepState step, DateTimeOffset now)
    {
        if (row.Node.Kind == PlanNodeKind.Cycle && step.Flow is { } progress)
            details.Add($"round {progress.Round}");
        if (Elapsed.Between(step.StartedAt, step.EndedAt ?? (step.Phase.IsTerminal() ? null : now)) is { } time)
            details.Add(time);
        if (step.AttemptOfCall > 1)
            details.Add($"attempt {step.AttemptOfCall}");
        if (Word(step) is { } word)
            details.Add(word);
        if (step.Until is { } until && until > now)
            details.Add($"{(step.Phase == StepPhase.BackingOff ? "again in" : "for another")} {Elapsed.Format(until - now)}");

        // A flow that fell with its steps has the reason on their lines.
        if (step.Error is { } error && row.Children == 0)
            details.Add(PlainText.OneLine(error.Message));
    }

    /// <summary>A word for what a mark alone doesn't tell.</summary>
    private static string? Word(StepState step) => step.Phase switch
    {
        _ when step.SubRun is { } sub => $"as {sub}",
        StepPhase.Waiting when step.Until is null => "waits for an answer",
        StepPhase.Exhausted => "no attempt left",
        StepPhase.TimedOut => "timed out",
        StepPhase.Blocked or StepPhase.Skipped or StepPhase.Cancelled => step.Phase.ToWord(),
        _ => null,
    };

    /// <summary>The steps that it still waits for.</summary>
    private string WaitsFor(PlanNode node, StepState? flow)
    {
        var open = node.Needs.Concat(node.After).Where(upstream => steps.In(flow, plan.Nodes[upstream])?.Phase.IsTerminal() != true).ToList();
        if (open.Count == 0)
            return "";
        var named = string.Join(", ", open.Take(MostNamed).Select(upstream => StepNames.NameOf(plan.Nodes[upstream])));
        return open.Count > MostNamed ? $"{marks.Needs} {named} +{open.Count - MostNamed}" : $"{marks.Needs} {named}";
    }
}
