using System.Runtime.ExceptionServices;

namespace Runs.TestKit.Simulation;

/// <summary>
/// Runs ordinary asynchronous code deterministically: one thread, virtual time, and a seed that picks which of the ready
/// continuations goes next. Everything that runs belongs to a <see cref="SimulationContext"/>, which can be crashed
/// between any two steps.
/// </summary>
public sealed class SimulationKernel
{
    internal static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<SimulationWork> _ready = [];
    private readonly PriorityQueue<(VirtualTimer Timer, long Arming), (DateTimeOffset At, long Order)> _timers = new();
    private readonly ISimulationScheduler _scheduler;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private ExceptionDispatchInfo? _failure;
    private volatile InvalidOperationException? _escape;
    private SimulationChain _chain = new();
    private long _order;
    private bool _hasCrashed;

    /// <summary>Makes a world in which nothing runs yet.</summary>
    /// <param name="seed">What decides everything that is left to chance.</param>
    /// <param name="schedule">How the order is chosen.</param>
    public SimulationKernel(ulong seed, SimulationSchedule schedule = SimulationSchedule.Random)
    {
        Random = new SeededRandom(seed);
        var order = Random.Fork();
        _scheduler = schedule switch
        {
            SimulationSchedule.Processes => new PriorityScheduler(order, work => work.Context.Chain),
            SimulationSchedule.Chains => new PriorityScheduler(order, work => work.Chain),
            _ => new RandomScheduler(order),
        };
        World = NewContext("world");
    }

    /// <summary>The world's generator. The schedule draws from one of its own.</summary>
    public SeededRandom Random { get; }

    /// <summary>What lives on when processes crash: databases, networks, clients, and the test itself.</summary>
    public SimulationContext World { get; }

    /// <summary>Virtual time.</summary>
    public DateTimeOffset Now { get; private set; } = Beginning;

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

    /// <summary>Makes something ready to run.</summary>
    /// <param name="context">Whose it is.</param>
    /// <param name="callback">What runs.</param>
    /// <param name="state">With what.</param>
    /// <param name="chain">What it follows from. Default: what runs now.</param>
    internal void Enqueue(SimulationContext context, SendOrPostCallback callback, object? state, SimulationChain? chain = null)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            _escape ??= new InvalidOperationException($"Code of '{context.Name}' has escaped to another thread:{Environment.NewLine}{Environment.StackTrace}");
        else if (context is { IsAlive: true, IsFrozen: true })
            context.Hold(new SimulationWork(context, callback, state, chain ?? _chain));
        else if (context.IsAlive)
            _ready.Add(new SimulationWork(context, callback, state, chain ?? _chain));
    }

    /// <summary>Moves all that is ready of a context into its own keeping.</summary>
    internal void Withdraw(SimulationContext context, List<SimulationWork> held)
    {
        held.AddRange(_ready.Where(work => work.Context == context));
        _ready.RemoveAll(work => work.Context == context);
    }

    /// <summary>What is ready of a process that has ended never runs.</summary>
    internal void Drop() => _hasCrashed = true;

    internal void Restore(List<SimulationWork> held) => _ready.AddRange(held);

    /// <summary>What runs now, and what follows from it.</summary>
    internal SimulationChain Chain => _chain;

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
        if (_hasCrashed)
            _ready.RemoveAll(static work => !work.Context.IsAlive);
        _hasCrashed = false;
        while (_ready.Count == 0)
        {
            if (!AdvanceTime())
                return false;
        }

        var index = _scheduler.Pick(_ready);
        Trace.Add(((long)_ready.Count << 32) | (uint)index);
        var (context, callback, state, chain) = _ready[index];
        _ready.RemoveAt(index);
        SynchronizationContext.SetSynchronizationContext(context);
        _chain = chain;
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
            _chain = armed.Timer.Chain;
            armed.Timer.Fire(armed.Arming);
            return true;
        }

        return false;
    }
}
