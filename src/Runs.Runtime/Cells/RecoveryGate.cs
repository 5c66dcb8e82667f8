namespace Runs.Runtime.Cells;

/// <summary>Lets a bounded number of cells read the journal at a time, first come first served.</summary>
internal sealed class RecoveryGate(int permits)
{
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private readonly Lock _gate = new();
    private int _free = permits;

    public Task Enter()
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return turn.Task;
        }
    }

    public void Leave()
    {
        TaskCompletionSource? next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
                _free++;
        }

        next?.SetResult();
    }
}
