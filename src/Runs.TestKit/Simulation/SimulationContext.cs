namespace Runs.TestKit.Simulation;

/// <summary>
/// The synchronization context of one simulated process. Its code runs on the kernel's one thread. When the process is
/// crashed, nothing of it ever runs again: what was posted is dropped, its timers are gone. While it is frozen, nothing of it runs
/// either, and all of that waits.
/// </summary>
public sealed class SimulationContext : SynchronizationContext
{
    private readonly SimulationKernel _kernel;
    private readonly List<SimulationWork> _held = [];

    internal SimulationContext(SimulationKernel kernel, string name)
    {
        _kernel = kernel;
        Name = name;
        Time = new VirtualTimeProvider(kernel, this);
    }

    /// <summary>The name, for traces.</summary>
    public string Name { get; }

    /// <summary>The clock of this process: the kernel's virtual time.</summary>
    public VirtualTimeProvider Time { get; }

    /// <summary>
    /// How much faster the process measures elapsed time than it passes: with 0.01 its <see cref="TimeProvider.GetTimestamp"/> gains 1 %.
    /// What it calls the time, and its timers, go by the world's clock. Default: 0.
    /// </summary>
    public double ClockDrift { get; set; }

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Whether it is stopped for now.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Ends the process between two of its steps, as <c>kill -9</c> would.</summary>
    public void Crash()
    {
        IsAlive = false;
        _held.Clear();
        _kernel.Drop();
    }

    /// <summary>Stops the process between two of its steps, as <c>SIGSTOP</c> would, or a machine that swaps: time goes on without it.</summary>
    public void Freeze()
    {
        IsFrozen = true;
        _kernel.Withdraw(this, _held);
    }

    /// <summary>Lets it go on where it was. The timers whose time has come meanwhile fire now, each once.</summary>
    public void Thaw()
    {
        IsFrozen = false;
        _kernel.Restore(_held);
        _held.Clear();
    }

    /// <summary>Starts asynchronous code in this process. What it throws ends the simulation.</summary>
    public void Start(Func<Task> main) => _kernel.Enqueue(this, _ => _ = _kernel.Observe(main()), null, new SimulationChain());

    /// <summary>Starts asynchronous code in this process and hands its result to the caller's. A crash leaves the caller waiting.</summary>
    public Task<T> Call<T>(Func<Task<T>> function)
    {
        // Not one that runs its continuations asynchronously: WhenAny over such a task completes on the thread pool.
        var result = new TaskCompletionSource<T>();
        Start(async () => result.SetResult(await function()));
        return result.Task;
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => _kernel.Enqueue(this, d, state);

    /// <summary>Not supported: nothing may run out of turn.</summary>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A simulated process takes posts only.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>The process as a whole, for those who go by processes.</summary>
    internal SimulationChain Chain { get; } = new();

    internal void Hold(SimulationWork work) => _held.Add(work);
}
