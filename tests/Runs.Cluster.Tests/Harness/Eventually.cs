using System.Diagnostics;

namespace Runs.Cluster.Tests.Harness;

/// <summary>Waits for what nobody announces: asks again and again until it is so, or a deadline is over.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the answer is one.</summary>
    /// <param name="ask">The answer; <see langword="null"/> while it isn't so.</param>
    /// <param name="missing">What didn't come, for the error.</param>
    public static async Task<T> Get<T>(Func<Task<T?>> ask, Func<string> missing)
        where T : class
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            if (Stopwatch.GetElapsedTime(began) > Deadline)
                throw new TimeoutException($"Within {Deadline.TotalSeconds} s it did not come: {missing()}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Asks until it is so.</summary>
    public static Task Holds(Func<Task<bool>> ask, Func<string> missing) => Get(async () => await ask() ? "so" : null, missing);
}
