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

    /// <summary>Whether the strategy was planned lately, and so plans.</summary>
    public static bool IsKnown(string strategyJson, string? modelOverride)
    {
        lock (Gate)
            return Plans.ContainsKey((strategyJson, modelOverride));
    }

    /// <summary>The definition and the plan of a stored strategy.</summary>
    /// <exception cref="FormatException">The text isn't what <see cref="StrategyWriter"/> writes for a strategy that plans.</exception>
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
        var definition = Unwrap(StrategyReader.ReadStored(strategyJson));
        return (definition, Unwrap(PlanBuilder.Build(definition, new PlanOptions { ModelOverride = modelOverride })));
    }

    private static T Unwrap<T>(StrategyResult<T> result)
        where T : class =>
        result.Value ?? throw new FormatException($"A stored strategy can't be read: {result.Error?.Message}");
}
