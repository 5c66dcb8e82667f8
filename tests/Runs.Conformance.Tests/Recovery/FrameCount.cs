namespace Runs.Conformance.Tests.Recovery;

/// <summary>How many frames all clients have got, for a test that waits for so many.</summary>
internal sealed class FrameCount
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly int _wanted;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public FrameCount(int wanted) => _wanted = wanted;

    public void Add()
    {
        if (Interlocked.Increment(ref _count) >= _wanted)
            _reached.TrySetResult();
    }

    /// <summary>Waits until so many have come, or until one of those who get them has failed.</summary>
    public async Task Reached(IReadOnlyCollection<Task> receivers)
    {
        var failed = Task.WhenAny(receivers).Unwrap();
        try
        {
            await (await Task.WhenAny(_reached.Task, failed)).WaitAsync(Deadline);
            await _reached.Task.WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Only {_count} of {_wanted} frames came in {Deadline}.");
        }
    }
}
