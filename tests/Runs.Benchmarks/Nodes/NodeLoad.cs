using System.Globalization;

namespace Runs.Benchmarks.Nodes;

/// <summary>What a node in a process of its own executes.</summary>
/// <param name="Nodes">How many nodes share the database.</param>
/// <param name="Runs">How many runs it starts.</param>
/// <param name="Warmup">How many before that.</param>
/// <param name="Steps">How many steps each has.</param>
/// <param name="Concurrency">How many of its runs are under way at a time.</param>
/// <param name="PaceMs">How long a step takes; 0 for at once.</param>
/// <param name="LocalAttempts">Below how many attempts new runs live where they are prepared.</param>
internal sealed record NodeLoad(int Nodes, int Runs, int Warmup, int Steps, int Concurrency, int PaceMs, int LocalAttempts)
{
    /// <summary>As arguments.</summary>
    public IEnumerable<string> Arguments => ((int[])[Nodes, Runs, Warmup, Steps, Concurrency, PaceMs, LocalAttempts]).Select(number => number.ToString(CultureInfo.InvariantCulture));

    /// <summary>From arguments.</summary>
    public static NodeLoad Parse(ReadOnlySpan<string> arguments)
    {
        var numbers = new int[7];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = int.Parse(arguments[i], CultureInfo.InvariantCulture);
        return new NodeLoad(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }
}
