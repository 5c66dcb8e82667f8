using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.Comparisons;

/// <summary>Two runs step by step: what a changed model, input or strategy came to.</summary>
/// <param name="Left">The first run.</param>
/// <param name="Right">The second run.</param>
/// <param name="Steps">The steps of both, in the order of the first one's plan, then those that only the second one has. The root is not among them.</param>
public sealed record RunComparison(RunState Left, RunState Right, ImmutableArray<ComparedStep> Steps)
{
    /// <summary>Whether they worked on the same text.</summary>
    public bool HaveSameInput => Left.Current?.Input == Right.Current?.Input;

    /// <summary>Whether they came to the same result. Of large ones the size, the beginning and the end are compared.</summary>
    public bool HaveSameResult => IsSame(Left.End?.Result, Right.End?.Result);

    /// <summary>Compares the last started segments of two runs.</summary>
    public static RunComparison Of(RunState left, RunState right)
    {
        var (mine, theirs) = (ByPlace(left), ByPlace(right));
        var steps = InOrder(left, mine).Concat(InOrder(right, theirs).Where(place => !mine.ContainsKey(place)))
            .Select(place => Compare(place, left, mine.GetValueOrDefault(place), right, theirs.GetValueOrDefault(place)));
        return new(left, right, [.. steps]);
    }

    private static SortedDictionary<string, StepState> ByPlace(RunState run)
    {
        var steps = new SortedDictionary<string, StepState>(StringComparer.Ordinal);
        foreach (var step in run.Steps.Values.Where(step => step.Id != step.Parent))
            steps.Add(PlaceOf(step.Id), step);
        return steps;
    }

    private static IEnumerable<string> InOrder(RunState run, SortedDictionary<string, StepState> steps) =>
        steps.Values.Select(step => new AgendaItem(step.Node, step.Id)).Order().Select(item => PlaceOf(item.Step));

    private static string PlaceOf(StepId step) => step.Value[(step.Value.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static ComparedStep Compare(string place, RunState left, StepState? mine, RunState right, StepState? theirs)
    {
        var node = mine is not null ? NodeOf(left, mine) : NodeOf(right, theirs!);
        return new(place, node.Name, mine, theirs, mine is null || theirs is null ? StepDifferences.Presence : Differences(left, mine, right, theirs));
    }

    private static StepDifferences Differences(RunState left, StepState mine, RunState right, StepState theirs)
    {
        var differences = StepDifferences.None;
        if (mine.Phase != theirs.Phase)
            differences |= StepDifferences.Status;
        // What was taken over did not work on anything here.
        if (!mine.IsTaken && !theirs.IsTaken && !IsSame(mine.Message, theirs.Message))
            differences |= StepDifferences.Input;
        if (!IsSame(mine.Output, theirs.Output))
            differences |= StepDifferences.Output;
        if (AgentOf(left, mine) != AgentOf(right, theirs))
            differences |= StepDifferences.Agent;
        if (mine.Error != theirs.Error)
            differences |= StepDifferences.Error;
        return differences;
    }

    private static PlanNode NodeOf(RunState run, StepState step) => run.Current!.Plan.Nodes[step.Node];

    /// <summary>The agent as its strategy has it, and the model that it really has; of a flow its kind.</summary>
    private static (AgentDefinition? Definition, string? Model, PlanNodeKind Kind) AgentOf(RunState run, StepState step)
    {
        var node = NodeOf(run, step);
        if (node.AgentIndex < 0)
            return (null, null, node.Kind);
        var agent = run.Current!.Plan.Agents[node.AgentIndex];
        return (run.Current.Strategy.Agents.First(definition => definition.Name == agent.Name), agent.Model, node.Kind);
    }

    private static bool IsSame(Content? left, Content? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        return left.Parts.Length == right.Parts.Length && left.Parts.Zip(right.Parts).All(pair => IsSame(pair.First, pair.Second));
    }

    /// <summary>A text that was taken over lies elsewhere in the store; of large ones the ends and the size are known here.</summary>
    private static bool IsSame(ContentPart left, ContentPart right) => (left.Artifact, right.Artifact) switch
    {
        (null, null) => left.Text == right.Text,
        ({ } mine, { } theirs) => mine.Bytes == theirs.Bytes && mine.Head == theirs.Head && mine.Tail == theirs.Tail,
        _ => false,
    };
}
