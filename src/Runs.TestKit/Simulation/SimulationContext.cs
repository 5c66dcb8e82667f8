namespace Runs.TestKit.Simulation;

/// <summary>
/// The synchronization context of one simulated process. Its code runs on the kernel's one thread. When the process is
/// crashed, nothing of it ever runs again: what was posted is dropped, its timers are gone.
/// </summary>
public sealed class SimulationContext : SynchronizationContext
{
    private readonly SimulationKernel _kernel;

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

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Ends the process between two of its steps, as <c>kill -9</c> would.</summary>
    public void Crash() => IsAlive = false;

    /// <summary>Starts asynchronous code in this process. What it throws ends the simulation.</summary>
    public void Start(Func<Task> main) => Post(_ => _ = _kernel.Observe(main()), null);

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
}
