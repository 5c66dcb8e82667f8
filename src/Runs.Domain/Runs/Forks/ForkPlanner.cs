using System.Collections.Immutable;
using Runs.Domain.Identity;
using Runs.Domain.Plans;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Forks;

/// <summary>Finds what a fork takes over of a run: the results of all steps that don't depend on those that are executed anew.</summary>
public sealed class ForkPlanner
{
    private readonly RunState _source;
    private readonly ImmutableArray<StepState> _path;
    private readonly List<StepState> _taken = [];

    private ForkPlanner(RunState source, ImmutableArray<StepState> path)
    {
        _source = source;
        _path = path;
    }

    /// <summary>
    /// The fork of a run from a step on; without a step, from everything that has not succeeded. The round of a cycle can't be taken
    /// apart: a cycle is taken over, or executed, as a whole.
    /// </summary>
    /// <param name="source">The run.</param>
    /// <param name="seq">Its last event.</param>
    /// <param name="from">The step, as <see cref="StepReference"/> has it; <see langword="null"/> for none.</param>
    /// <param name="fork">The fork; <see langword="null"/> when it is refused.</param>
    /// <returns>Why there is none; <see langword="null"/> when there is one.</returns>
    public static RunError? Plan(RunState source, long seq, string? from, out Fork? fork)
    {
        fork = null;
        if (source.Status == RunStatus.None)
            return new RunError(RunErrors.NotFound, $"Run not found: {source.RunId}");
        if (source.Current is not { } segment)
            return new RunError(RunErrors.NotForkable, $"Run {source.RunId} was never started; start it instead.");
        var path = ImmutableArray<StepState>.Empty;
        if (from is not null)
        {
            if (StepReference.Find(source, from) is not { } id || id == StepId.Root(segment.Number))
                return new RunError(RunErrors.StepNotFound, $"Run {source.RunId} has no step \"{WellFormed.Of(from)}\" that it could be forked from.");
            path = PathTo(source, source.Steps[id]);
        }

        var root = source.Steps[StepId.Root(segment.Number)];
        var planner = new ForkPlanner(source, path);
        if (from is null && root.Phase == StepPhase.Succeeded)
            return new RunError(RunErrors.NotForkable, $"All steps of run {source.RunId} succeeded; name the one to fork it from.");
        planner.Take(root, depth: 0);
        fork = new Fork(source.RunId, seq, from, [.. planner._taken.Select(step => new TakenStep(PlaceOf(step.Id), step.Output!))], [.. planner.Records(segment.Number)]);
        return null;
    }

    /// <summary>The steps from below the root down to a step, or to the cycle around it.</summary>
    private static ImmutableArray<StepState> PathTo(RunState source, StepState step)
    {
        var path = new Stack<StepState>();
        for (; step.Id != step.Parent; step = source.Steps[step.Parent])
        {
            if (KindOf(source, source.Steps[step.Parent]) == PlanNodeKind.Cycle)
                path.Clear();
            else
                path.Push(step);
        }

        return [.. path];
    }

    private void Take(StepState flow, int depth)
    {
        if (flow.Flow is null || KindOf(_source, flow) == PlanNodeKind.Cycle)
            return;
        var children = Places.ChildrenOf(_source, flow).Where(_source.Steps.ContainsKey).Select(place => _source.Steps[place]).ToList();
        var anew = _path.Length > 0
            ? depth < _path.Length ? [_path[depth]] : children
            : children.Where(child => child.Phase is not (StepPhase.Succeeded or StepPhase.Skipped)).ToList();
        var lost = Lost(flow, children, anew);
        _taken.AddRange(children.Where(child => child.Phase == StepPhase.Succeeded && !lost.Contains(child.Id)));
        foreach (var child in anew.Where(child => _path.Length == 0 || depth + 1 < _path.Length))
            Take(child, depth + 1);
    }

    /// <summary>The steps of a flow that are executed, because they are among those or come after one of them.</summary>
    private HashSet<StepId> Lost(StepState flow, List<StepState> children, IReadOnlyCollection<StepState> anew)
    {
        var lost = anew.Select(step => step.Id).ToHashSet();
        switch (KindOf(_source, flow))
        {
            case PlanNodeKind.Sequential when anew.Count > 0:
                var first = anew.Min(step => Node(step).Ordinal);
                lost.UnionWith(children.Where(child => Node(child).Ordinal >= first).Select(child => child.Id));
                break;
            case PlanNodeKind.Graph:
                Spread(flow, anew, lost);
                break;
        }

        return lost;
    }

    private void Spread(StepState graph, IEnumerable<StepState> anew, HashSet<StepId> lost)
    {
        var node = Node(graph);
        var next = new Queue<int>(anew.Select(step => step.Node));
        while (next.TryDequeue(out var index))
        {
            foreach (var dependent in Nodes[index].Dependents)
            {
                if (lost.Add(Places.In(graph, node, Nodes[dependent])))
                    next.Enqueue(dependent);
            }
        }
    }

    /// <summary>What earlier segments and the steps taken over have said. The tools called meanwhile are not told.</summary>
    private IEnumerable<TakenRecord> Records(int segment)
    {
        var current = StepId.Root(segment).Value + "/";
        var taken = _taken.Select(step => step.Id.Value).ToHashSet(StringComparer.Ordinal);
        return _source.Conversation.Records
            .Where(record => record.SupersededBy is null)
            .Where(record => !record.Id.StartsWith(current, StringComparison.Ordinal) || IsIn(record.Id, taken))
            .Select(record => new TakenRecord($"taken/{record.Id}", record.AgentName, record.Thread, record.Message, record.Text));
    }

    /// <summary>Whether a record is of one of those steps, or of one in them.</summary>
    private static bool IsIn(string record, HashSet<string> steps)
    {
        for (var end = record.Length; end > 0; end = record.LastIndexOfAny(['/', '~'], end - 1))
        {
            if (steps.Contains(record[..end]))
                return true;
        }

        return false;
    }

    /// <summary>The same place in the first segment of another run.</summary>
    private static StepId PlaceOf(StepId step) => new(StepId.Root(1).Value + step.Value[step.Value.IndexOf('/', StringComparison.Ordinal)..]);

    private ImmutableArray<PlanNode> Nodes => _source.Current!.Plan.Nodes;

    private PlanNode Node(StepState step) => Nodes[step.Node];

    private static PlanNodeKind KindOf(RunState source, StepState step) => source.Current!.Plan.Nodes[step.Node].Kind;
}
