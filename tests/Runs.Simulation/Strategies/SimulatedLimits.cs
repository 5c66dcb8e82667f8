using System.Collections.Immutable;
using System.Globalization;
using Runs.Domain.Admissions;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Strategies;

/// <summary>The queues and limits of a world, tight enough that runs and steps wait for each other; and what strategies say of them.</summary>
internal sealed class SimulatedLimits
{
    private static readonly string[] Queues = ["tight", "steps", "both", "short"];
    private static readonly string[] Names = ["shared", "of-{{owner}}", "model-x", "of-{{strategy}}", "of-{{run}}"];

    private readonly SeededRandom _random;
    private readonly bool _hasQueues;

    public SimulatedLimits(SeededRandom random)
    {
        _random = random;
        _hasQueues = random.Chance(0.7);
        Rules = new AdmissionRules
        {
            Queues = ImmutableSortedDictionary<string, QueueRules>.Empty
                .Add("tight", new QueueRules { MaxConcurrentRuns = 1 })
                .Add("steps", new QueueRules { MaxConcurrentSteps = random.Next(1, 2) })
                .Add("short", new QueueRules { MaxConcurrentRuns = 1, MaxQueued = 1 })
                .Add("both", new QueueRules { MaxConcurrentRuns = 2, MaxConcurrentSteps = 2 }),
            Limits = ImmutableSortedDictionary<string, int>.Empty.Add("shared", random.Next(1, 2)).Add("at-once", 2).Add("of-*", random.Next(1, 3)).Add("model-x", 1),
        };
    }

    /// <summary>What the nodes are configured with.</summary>
    public AdmissionRules Rules { get; }

    /// <summary>Keys of a strategy: its queue, how important it is, and a limit that no step asks for. A run would wait for itself else.</summary>
    public string OfStrategy()
    {
        if (!_hasQueues || _random.Chance(0.3))
            return "";
        var priority = _random.Chance(0.5) ? string.Create(CultureInfo.InvariantCulture, $",\"priority\":{_random.Next(-1, 2)}") : "";
        return $"\"queue\":\"{(_random.Chance(0.7) ? "tight" : _random.Pick(Queues))}\"{priority},{(_random.Chance(0.2) ? "\"limits\":[\"at-once\"]," : "")}";
    }

    /// <summary>Keys of an agent or a step, now and then, after others.</summary>
    public string OfStep() => _hasQueues && _random.Chance(0.12) ? $",\"limits\":[\"{_random.Pick(Names)}\"]" : "";
}
