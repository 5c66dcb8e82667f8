using Runs.Domain.Identity;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>The steps of a run's current segment, in the order of the plan, as lines.</summary>
internal sealed class StepTree(Marks marks)
{
    /// <summary>The lines; none for a run that was never started.</summary>
    /// <param name="state">The run.</param>
    /// <param name="now">The time, for what is under way.</param>
    /// <param name="tail">What to show behind a step that is under way.</param>
    /// <param name="room">At most so many lines: what matters less is folded into counts.</param>
    public IReadOnlyList<TreeLine> Lines(RunState state, DateTimeOffset now, Func<StepId, string> tail, int room = int.MaxValue)
    {
        if (state.Current is not { } segment)
            return [];
        var tree = TreeRows.Of(state, segment);
        var rows = tree.Rows;
        var isShown = TreeFolding.Fit(rows, room);
        var details = new StepDetails(segment.Plan, tree.Steps, marks);
        var hidden = Hidden(rows, isShown);
        var lines = new List<TreeLine>();
        var open = new Stack<int>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (!isShown[row])
                continue;
            CloseFlows(open, rows, hidden, lines, rows[row].Parent);
            open.Push(row);
            lines.Add(LineOf(rows[row], rows[row].Parent < 0 ? null : rows[rows[row].Parent], details, now, tail));
        }

        CloseFlows(open, rows, hidden, lines, -1);
        return lines;
    }

    /// <summary>What each flow hides, of those that show some of their steps.</summary>
    private static Dictionary<int, StepTally> Hidden(IReadOnlyList<TreeRow> rows, bool[] isShown)
    {
        var partlyShown = Enumerable.Range(0, rows.Count).Where(row => isShown[row]).Select(row => rows[row].Parent).ToHashSet();
        var hidden = new Dictionary<int, StepTally>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (isShown[row] || !partlyShown.Contains(rows[row].Parent))
                continue;
            if (!hidden.TryGetValue(rows[row].Parent, out var tally))
                hidden.Add(rows[row].Parent, tally = new StepTally(null));
            tally.Add(rows[row].Phase);
        }

        return hidden;
    }

    /// <summary>Leaves the flows that the next row doesn't stand in, each with its count of what is hidden.</summary>
    private void CloseFlows(Stack<int> open, IReadOnlyList<TreeRow> rows, Dictionary<int, StepTally> hidden, List<TreeLine> lines, int parent)
    {
        while (open.TryPeek(out var flow) && flow != parent)
        {
            open.Pop();
            if (hidden.TryGetValue(flow, out var tally))
                lines.Add(new($"{Indent(rows[flow].Depth + 1)}+ {tally.Count} more  {tally.Long(marks)}", "", IsActive: false));
        }
    }

    private TreeLine LineOf(TreeRow row, TreeRow? flow, StepDetails details, DateTimeOffset now, Func<StepId, string> tail)
    {
        var name = row.Step is { Instance: >= 0 and var instance } ? StepNames.InstanceOf(flow!.Node, instance) : StepNames.NameOf(row.Node);
        var text = $"{Indent(row.Depth)}{marks.Of(row.Phase)} {name}{details.Of(row, flow?.Step, now)}";
        return new(text, row.IsActive ? tail(row.Step!.Id) : "", row.IsActive);
    }

    private static string Indent(int depth) => new(' ', depth * 2);
}
