using Runs.Domain.Plans;
using Runs.Domain.Strategies;

namespace Runs.Domain.Runs.Progress;

/// <summary>
/// The plans of stored strategies. Many runs share a strategy, so the latest are kept; a plan is a pure function of its
/// strategy and the override.
/// </summary>
public static class FrozenPlans
{
    private const int Capacity = 64;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(string Strategy, string? Model), (StrategyDefinition, Plan)> Plans = [];
    private static readonly Queue<(string, string?)> Order = new();

    /// <summary>The definition and the plan of a stored strategy.</summary>
    /// <exception cref="FormatException">The text isn't what <see cref="StrategyWriter"/> writes.</exception>
    public static (StrategyDefinition Definition, Plan Plan) Of(string strategyJson, string? modelOverride)
    {
        lock (Gate)
        {
            if (Plans.TryGetValue((strategyJson, modelOverride), out var known))
                return known;
        }

        var planned = Build(strategyJson, modelOverride);
        lock (Gate)
        {
            if (Plans.TryAdd((strategyJson, modelOverride), planned))
                Order.Enqueue((strategyJson, modelOverride));
            if (Order.Count > Capacity)
                Plans.Remove(Order.Dequeue());
        }

        return planned;
    }

    private static (StrategyDefinition, Plan) Build(string strategyJson, string? modelOverride)
    {
        var read = StrategyReader.ReadStored(strategyJson);
        return read.IsOk
            ? (read.Value, PlanBuilder.Restore(read.Value, modelOverride))
            : throw new FormatException($"A stored strategy can't be read: {read.Error.Message}");
    }
}
