using System.Collections.Immutable;
using Runs.Domain.Contents;
using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Progress;

/// <summary>A step over a list, folded: an instance for each item, as many at a time as it may, joined in the order of the items.</summary>
internal static class Lists
{
    public static RunState Begin(RunState state, StepState list)
    {
        var items = ListItems.Of(state, list).Items;
        list = list with { Flow = FlowProgress.Begin(items.Length) with { Items = items } };
        return items.IsEmpty ? Flows.Close(state, list, Content.Empty) : LetMoreIn(state, list, Concurrency(state, list));
    }

    public static RunState AfterStep(RunState state, StepState list, StepState instance)
    {
        var failsRun = state.NodeOf(instance).OnTimeout == Strategies.TimeoutAction.FailRun;
        var progress = list.Flow!;
        list = list with
        {
            Flow = progress with { Unfinished = progress.Unfinished - 1, Ended = progress.Ended.With(instance.Phase, failsRun, 1) },
        };
        return list.Flow.Unfinished > 0 ? LetMoreIn(state, list, 1) : Flows.Close(state, list, Joined(state, list));
    }

    private static int Concurrency(RunState state, StepState list)
    {
        var node = state.NodeOf(list);
        return node.Concurrency ?? state.NodeOf(state.Steps[list.Parent]).Concurrency ?? int.MaxValue;
    }

    private static RunState LetMoreIn(RunState state, StepState list, int count)
    {
        if (state.IsUnwinding)
            return state.WithStep(list);
        var progress = list.Flow!;
        var first = progress.Entered;
        var end = first + Math.Min(count, progress.Items.Length - first);
        state = state.WithStep(list with { Flow = progress with { Entered = end } });
        for (var instance = first; instance < end; instance++)
        {
            state = Flows.Admit(state, Restarts.In(list, new StepState
            {
                Id = Places.In(list, instance),
                Parent = list.Id,
                Node = state.NodeOf(list).Children[0],
                Instance = instance,
                Message = Content.Of(progress.Items[instance]),
            }));
        }

        return state;
    }

    private static Content Joined(RunState state, StepState list)
    {
        var instances = Enumerable.Range(0, list.Flow!.Items.Length).Select(instance => state.Steps[Places.In(list, instance)]);
        return Content.Join(state.NodeOf(list).Separator, instances.Where(step => step.Phase == StepPhase.Succeeded).Select(step => step.Output!));
    }
}
