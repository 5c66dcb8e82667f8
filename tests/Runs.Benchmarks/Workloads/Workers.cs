namespace Runs.Benchmarks.Workloads;

/// <summary>So many workers share a number of tasks.</summary>
internal static class Workers
{
    public static async Task Run(int workers, int count, Func<int, Task> work)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(Work)));

        async Task Work()
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < count)
                await work(index);
        }
    }
}
