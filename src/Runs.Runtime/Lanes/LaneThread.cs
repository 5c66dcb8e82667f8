namespace Runs.Runtime.Lanes;

/// <summary>
/// A thread of the lane's own, for stores whose commit blocks. It runs nothing but the lane: who waits for an append goes on
/// elsewhere.
/// </summary>
public sealed class LaneThread : SynchronizationContext, IDisposable
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly Thread _thread;
    private bool _ending;

    /// <summary>Starts the thread and the lane on it.</summary>
    public LaneThread(Lane lane)
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "journal lane" };
        Post(_ => lane.Start(), null);
        _thread.Start();
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            _work.Enqueue((d, state));
            Monitor.Pulse(_work);
        }
    }

    /// <summary>Not supported: nobody may wait for the lane inside its thread.</summary>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("The lane's thread takes posts only.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Ends the thread when its work is done. Dispose the lane first.</summary>
    public void Dispose()
    {
        lock (_work)
        {
            _ending = true;
            Monitor.Pulse(_work);
        }

        _thread.Join();
    }

    private void Run()
    {
        SetSynchronizationContext(this);
        while (Take() is var (callback, state))
            callback(state);
    }

    private (SendOrPostCallback, object?)? Take()
    {
        lock (_work)
        {
            while (_work.Count == 0)
            {
                if (_ending)
                    return null;
                Monitor.Wait(_work);
            }

            return _work.Dequeue();
        }
    }
}
