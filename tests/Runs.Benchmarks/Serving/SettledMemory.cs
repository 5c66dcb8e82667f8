using System.Diagnostics;

namespace Runs.Benchmarks.Serving;

/// <summary>Waits until a server's memory has come to rest.</summary>
internal static class SettledMemory
{
    private const long Tolerance = 256 * 1024;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>The resident bytes that haven't changed, but for little, for three seconds.</summary>
    /// <exception cref="TimeoutException">They changed all the time.</exception>
    public static async Task<long> Resident(ServerProcess server)
    {
        var start = Stopwatch.GetTimestamp();
        var (rested, since) = (server.Resident, start);
        while (Stopwatch.GetElapsedTime(since) < Rest)
        {
            if (Stopwatch.GetElapsedTime(start) > Deadline)
                throw new TimeoutException($"The server's memory didn't come to rest in {Deadline}; it is {rested} bytes.");
            await Task.Delay(Look);
            if (Math.Abs(server.Resident - rested) > Tolerance)
                (rested, since) = (server.Resident, Stopwatch.GetTimestamp());
        }

        return server.Resident;
    }
}
