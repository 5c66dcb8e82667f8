using System.Text;
using Runs.Domain.Runs.State;

namespace Runs.Actors.Artifacts;

/// <summary>What the step of a graph needed and followed: how each ended, and where that is to be read.</summary>
internal static class UpstreamTable
{
    /// <summary>What of a step has its dependencies: of the instance of a list that list, else itself.</summary>
    public static StepState Child(RunState state, StepState step) => step.Instance >= 0 ? state.Steps[step.Parent] : step;

    /// <summary>The table; nothing for a step that had none. Labels and names have no character that Markdown knows.</summary>
    public static string Of(RunState state, StepState step)
    {
        var child = Child(state, step);
        var node = state.Current!.Plan.Nodes[child.Node];
        if (node.Needs.IsEmpty && node.After.IsEmpty)
            return "";
        var text = new StringBuilder("\n## Upstream\n\n| Step | Status | Artifact |\n| --- | --- | --- |\n");
        foreach (var index in node.Needs.Concat(node.After))
        {
            // Whoever is named in a graph has an id.
            var other = state.Steps[child.Parent.Child(state.Current.Plan.Nodes[index].Id!)];
            text.Append("| `").Append(StepLabel.Of(state, other)).Append("` | ").Append(other.Phase.ToWord()).Append(" | ")
                .Append(RunArtifacts.FinalOf(state, other) is { } final ? $"`{final.Name}`" : "").Append(" |\n");
        }

        return text.ToString();
    }
}
