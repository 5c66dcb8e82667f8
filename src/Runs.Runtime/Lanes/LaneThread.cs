namespace Runs.Runtime.Lanes;

/// <summary>
/// A thread of the lane's own, for stores whose commit blocks. It runs nothing but the lane: who waits for an append goes on
/// elsewhere.
/// </summary>
public sealed class LaneThread : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan SpinTime = TimeSpan.FromMicroseconds(100);

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly Thread _thread;
    private int _waiting;
    private bool _spins;
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
            _waiting++;
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
        if (Volatile.Read(ref _waiting) == 0)
            Spin();
        lock (_work)
        {
            while (_work.Count == 0)
            {
                if (_ending)
                    return null;
                Monitor.Wait(_work);
            }

            _waiting--;
            return _work.Dequeue();
        }
    }

    /// <summary>
    /// A stream that runs alone comes back with its next append within microseconds; putting the thread to sleep and waking it
    /// would cost as much as the commit. So a pause that was short the last time is spun through, and a long one is slept.
    /// </summary>
    private void Spin()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (_spins && Volatile.Read(ref _waiting) == 0 && TimeProvider.System.GetElapsedTime(began) < SpinTime)
            Thread.SpinWait(20);
        lock (_work)
        {
            while (_work.Count == 0 && !_ending)
                Monitor.Wait(_work);
        }

        _spins = TimeProvider.System.GetElapsedTime(began) < SpinTime;
    }
}
