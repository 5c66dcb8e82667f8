using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>What an author may have meant who waits for a step that a graph doesn't have.</summary>
internal sealed class StepNames(GraphFlowDefinition graph, StrategyDefinition strategy)
{
    /// <summary>So many mistakes are looked into, and so many ids for each: nobody's file may keep the planner busy.</summary>
    private const int MostHints = 20;

    private const int MostIds = 2_000;
    private const int MostEdits = 2;

    private HashSet<string>? known;
    private int hints;

    /// <summary>What to add to a message about an unknown id.</summary>
    public string Hint(string id)
    {
        if (++hints > MostHints)
            return "";
        known ??= AllIds();
        if (known.Contains(id))
            return "; the step of that id stands elsewhere, and only steps of one graph can wait for each other";
        return Nearest(id) is { } nearest ? $"; did you mean \"{nearest}\"?" : "";
    }

    private string? Nearest(string id)
    {
        var (best, fewest) = (default(string), Math.Min(MostEdits, id.Length / 2) + 1);
        foreach (var step in graph.Steps.Items.Take(MostIds))
        {
            if (step.Id is not { } other || Math.Abs(other.Length - id.Length) >= fewest)
                continue;
            var edits = Edits(id, other, fewest);
            if (edits < fewest)
                (best, fewest) = (other, edits);
        }

        return best;
    }

    /// <summary>How many letters differ, are missing or too many; the given number when it is that or more.</summary>
    private static int Edits(string a, string b, int most)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0];
            var least = row[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var edits = Math.Min(Math.Min(row[j], row[j + 1]) + 1, diagonal + (a[i] == b[j] ? 0 : 1));
                diagonal = row[j + 1];
                row[j + 1] = edits;
                least = Math.Min(least, edits);
            }

            if (least >= most)
                return most;
        }

        return row[^1];
    }

    private HashSet<string> AllIds()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var flows = new Stack<FlowDefinition>([strategy.Flow]);
        while (flows.TryPop(out var flow))
        {
            foreach (var step in flow.Steps)
            {
                if (step.Id is { } id)
                    ids.Add(id);
                if (step is FlowDefinition inner)
                    flows.Push(inner);
            }
        }

        return ids;
    }
}
