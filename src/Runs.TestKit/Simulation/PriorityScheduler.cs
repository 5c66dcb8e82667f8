namespace Runs.TestKit.Simulation;

/// <summary>
/// Picks the oldest of the highest priority. Priorities are random, and at random steps the one that runs gets the lowest: a few such
/// changes are enough for most orders that break something, and any order of processes is as likely as any other.
/// </summary>
internal sealed class PriorityScheduler : ISimulationScheduler
{
    private const int LongestStretch = 2000;

    private readonly SeededRandom _random;
    private readonly Func<SimulationWork, SimulationChain> _chainOf;
    private readonly int _stretch;
    private long _lowest;
    private int _untilChange;

    public PriorityScheduler(SeededRandom random, Func<SimulationWork, SimulationChain> chainOf)
    {
        (_random, _chainOf) = (random, chainOf);
        _stretch = random.Next(20, LongestStretch);
        _untilChange = _stretch;
    }

    public int Pick(IReadOnlyList<SimulationWork> ready)
    {
        var first = Highest(ready);
        if (--_untilChange > 0)
            return first;
        _untilChange = _random.Next(1, 2 * _stretch);
        _chainOf(ready[first]).Priority = --_lowest;
        return Highest(ready);
    }

    private int Highest(IReadOnlyList<SimulationWork> ready)
    {
        var (highest, best) = (0, long.MinValue);
        for (var i = 0; i < ready.Count; i++)
        {
            var priority = PriorityOf(_chainOf(ready[i]));
            if (priority > best)
                (highest, best) = (i, priority);
        }

        return highest;
    }

    private long PriorityOf(SimulationChain chain) => chain.Priority ??= (long)(_random.NextBits() >> 1);
}
