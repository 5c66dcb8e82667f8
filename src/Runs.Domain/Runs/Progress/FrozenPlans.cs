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

    /// <summary>Strategies of thousands of steps are megabytes each: of those fewer are kept, in characters altogether.</summary>
    private const long CapacityInChars = 32 << 20;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(string Strategy, string? Model), (StrategyDefinition, Plan)> Plans = [];
    private static readonly Queue<(string Strategy, string? Model)> Order = new();
    private static long chars;

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
            {
                Order.Enqueue((strategyJson, modelOverride));
                chars += strategyJson.Length;
            }

            while (Order.Count > Capacity || (chars > CapacityInChars && Order.Count > 1))
                Forget(Order.Dequeue());
        }

        return planned;
    }

    private static void Forget((string Strategy, string? Model) oldest)
    {
        Plans.Remove(oldest);
        chars -= oldest.Strategy.Length;
    }

    private static (StrategyDefinition, Plan) Build(string strategyJson, string? modelOverride)
    {
        var read = StrategyReader.ReadStored(strategyJson);
        return read.IsOk
            ? (read.Value, PlanBuilder.Restore(read.Value, modelOverride))
            : throw new FormatException($"A stored strategy can't be read: {read.Error.Message}");
    }
}
