using System.Runtime.ExceptionServices;

namespace Runs.TestKit.Simulation;

/// <summary>
/// Runs ordinary asynchronous code deterministically: one thread, virtual time, and a seed that picks which of the ready
/// continuations goes next. Everything that runs belongs to a <see cref="SimulationContext"/>, which can be crashed
/// between any two steps.
/// </summary>
public sealed class SimulationKernel
{
    private readonly List<SimulationWork> _ready = [];
    private readonly PriorityQueue<(VirtualTimer Timer, long Arming), (DateTimeOffset At, long Order)> _timers = new();
    private readonly SeededRandom _schedule;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private ExceptionDispatchInfo? _failure;
    private volatile InvalidOperationException? _escape;
    private long _order;

    /// <summary>Makes a world in which nothing runs yet.</summary>
    public SimulationKernel(ulong seed)
    {
        Random = new SeededRandom(seed);
        _schedule = Random.Fork();
        World = NewContext("world");
    }

    /// <summary>The world's generator. The schedule draws from one of its own.</summary>
    public SeededRandom Random { get; }

    /// <summary>What lives on when processes crash: databases, networks, clients, and the test itself.</summary>
    public SimulationContext World { get; }

    /// <summary>Virtual time.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Everything that happened, as a number.</summary>
    public TraceHash Trace { get; } = new();

    /// <summary>How many continuations ran.</summary>
    public long Steps { get; private set; }

    /// <summary>Is told before each step, and may crash contexts.</summary>
    public Action? BeforeStep { get; set; }

    /// <summary>A new process.</summary>
    public SimulationContext NewContext(string name) => new(this, name);

    /// <summary>
    /// Runs the code in the world until it ends. Throws what it throws, and <see cref="TimeoutException"/> when it waits
    /// for something that can't happen any more or takes more than <paramref name="maxSteps"/> steps or <paramref name="maxTime"/>.
    /// </summary>
    public void Run(Func<Task> main, long maxSteps = 5_000_000, TimeSpan? maxTime = null)
    {
        var until = Now + (maxTime ?? TimeSpan.FromDays(365));
        var before = SynchronizationContext.Current;
        try
        {
            Task? done = null;
            World.Post(_ => done = main(), null);
            while (done is not { IsCompleted: true })
            {
                BeforeStep?.Invoke();
                // That may have ended it, and then no time passes any more.
                if (done is { IsCompleted: true })
                    break;
                if (!Step())
                    throw new TimeoutException($"Nothing can happen any more at {Now:O}, after {Steps} steps, and the simulation still waits.");
                if (Steps > maxSteps || Now > until)
                    throw new TimeoutException($"The simulation goes on after {Steps} steps, at {Now:O}.");
            }

            done.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    internal void Enqueue(SimulationContext context, SendOrPostCallback callback, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            _escape ??= new InvalidOperationException($"Code of '{context.Name}' has escaped to another thread:{Environment.NewLine}{Environment.StackTrace}");
        else if (context is { IsAlive: true, IsFrozen: true })
            context.Hold(new SimulationWork(context, callback, state));
        else if (context.IsAlive)
            _ready.Add(new SimulationWork(context, callback, state));
    }

    /// <summary>Moves all that is ready of a context into its own keeping.</summary>
    internal void Withdraw(SimulationContext context, List<SimulationWork> held)
    {
        held.AddRange(_ready.Where(work => work.Context == context));
        _ready.RemoveAll(work => work.Context == context);
    }

    internal void Restore(List<SimulationWork> held) => _ready.AddRange(held);

    internal void Arm(VirtualTimer timer, DateTimeOffset at, long arming) =>
        _timers.Enqueue((timer, arming), (at, _order++));

    /// <summary>Lets a started task's exception end the simulation.</summary>
    internal async Task Observe(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception error)
        {
            _failure ??= ExceptionDispatchInfo.Capture(error);
        }
    }

    private bool Step()
    {
        _ready.RemoveAll(static work => !work.Context.IsAlive);
        while (_ready.Count == 0)
        {
            if (!AdvanceTime())
                return false;
        }

        var index = _schedule.Next(_ready.Count);
        Trace.Add(((long)_ready.Count << 32) | (uint)index);
        var (context, callback, state) = _ready[index];
        _ready.RemoveAt(index);
        SynchronizationContext.SetSynchronizationContext(context);
        callback(state);
        Steps++;
        _failure?.Throw();
        if (_escape is { } escape)
            throw escape;
        return true;
    }

    private bool AdvanceTime()
    {
        while (_timers.TryDequeue(out var armed, out var due))
        {
            if (!armed.Timer.IsArmed(armed.Arming))
                continue;
            Now = due.At > Now ? due.At : Now;
            Trace.Add(Now.UtcTicks);
            armed.Timer.Fire(armed.Arming);
            return true;
        }

        return false;
    }
}
