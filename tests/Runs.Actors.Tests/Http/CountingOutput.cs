using Runs.Actors.Attempts;

namespace Runs.Actors.Tests.Http;

/// <summary>Counts signs of life, and takes it amiss if anything is shown.</summary>
internal sealed class CountingOutput : IAttemptOutput
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Met)> _waits = [];
    private int _heartbeats;

    public void Text(string delta) => throw new InvalidOperationException("A request shows no text.");

    public void Thinking(string delta) => throw new InvalidOperationException("A request doesn't think.");

    public void Diagnostic(string line) => throw new InvalidOperationException("A request shows no diagnostics.");

    public void Heartbeat()
    {
        lock (_gate)
        {
            _heartbeats++;
            foreach (var (_, met) in _waits.Where(wait => wait.Count <= _heartbeats))
                met.TrySetResult();
        }
    }

    /// <summary>Waits for so many signs of life.</summary>
    public async Task UntilHeartbeats(int count)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waits.Add((count, met));
            if (_heartbeats >= count)
                met.TrySetResult();
        }

        await met.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
