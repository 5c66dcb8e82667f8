namespace Runs.Cluster.Tests.Clients;

/// <summary>Counts what happens, for a test that does something once so much has happened.</summary>
internal sealed class Milestones(string what)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly Lock _gate = new();
    private readonly List<(long Count, TaskCompletionSource Reached)> _awaited = [];
    private long _count;

    /// <summary>How many there were.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>One more.</summary>
    public void Add()
    {
        lock (_gate)
        {
            _count++;
            foreach (var (_, reached) in _awaited.Where(awaited => awaited.Count <= _count))
                reached.TrySetResult();
            _awaited.RemoveAll(awaited => awaited.Count <= _count);
        }
    }

    /// <summary>Waits until there are so many more than now.</summary>
    public async Task More(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        long wanted;
        lock (_gate)
        {
            wanted = _count + count;
            _awaited.Add((wanted, reached));
        }

        try
        {
            await reached.Task.WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Within {Deadline.TotalSeconds} s there were {Count} {what}, and {wanted} were waited for.");
        }
    }
}
