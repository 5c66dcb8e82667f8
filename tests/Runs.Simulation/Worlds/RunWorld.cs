using System.Globalization;
using Runs.Domain.Identity;
using Runs.Domain.Runs.State;
using Runs.Simulation.Checkers;
using Runs.Simulation.Clients;
using Runs.Simulation.Handlers;
using Runs.Simulation.Strategies;
using Runs.TestKit.Artifacts;
using Runs.TestKit.Journal;
using Runs.TestKit.Simulation;

namespace Runs.Simulation.Worlds;

/// <summary>
/// One node, one journal, some clients with random strategies. The node crashes, the journal fails in every way, handlers misbehave.
/// Then the faults end, every run must end too, and everything that was promised is checked.
/// </summary>
internal sealed class RunWorld
{
    private readonly SimulationKernel _kernel;
    private readonly SimulatedJournal _journal;
    private readonly SimulatedNode _node;
    private readonly SeededRandom _random;
    private readonly Invocations _invocations = new();
    private readonly List<RunClient> _clients = [];
    private readonly List<RunViewer> _viewers = [];
    private bool _faulty = true;
    private readonly List<CheckedRun> _runs = [];
    private int _messages;
    private int _summaries;

    public RunWorld(ulong seed)
    {
        _kernel = new SimulationKernel(seed);
        _journal = new SimulatedJournal(_kernel, shardCount: 4) { Faults = JournalFaults.Some };
        _node = new SimulatedNode(_kernel, _journal, new MemoryArtifactStore(), _invocations);
        _random = _kernel.Random.Fork();
        var strategies = new StrategyGenerator(_kernel.Random.Fork());
        for (var i = 0; i < _random.Next(1, 4); i++)
        {
            var run = RunId.Parse("run-" + i.ToString(CultureInfo.InvariantCulture));
            var client = new RunClient(_kernel, _node, run, strategies.Next(), _kernel.Random.Fork());
            Add(client);
            if (_random.Chance(0.3))
                Add(new RunClient(_kernel, _node, RunId.Parse($"fork-of-{run}"), strategies.Next(), _kernel.Random.Fork(), client));
        }
    }

    private void Add(RunClient client)
    {
        _clients.Add(client);
        _viewers.Add(new RunViewer(_kernel, _node, client.Run));
    }

    /// <summary>Runs the world to its end.</summary>
    /// <exception cref="CheckFailedException">A promise was broken.</exception>
    public WorldReport Run()
    {
        var began = _kernel.Now;
        try
        {
            _kernel.Run(Scenario, maxSteps: 1_000_000, maxTime: TimeSpan.FromDays(30));
        }
        catch (TimeoutException error)
        {
            throw new CheckFailedException($"{error.Message}\n{string.Join('\n', _clients.Select(Describe))}");
        }

        return new WorldReport(
            _kernel.Trace.ToString(), _kernel.Now - began, _kernel.Steps, _node.Starts - 1, _journal.UnknownOutcomes,
            _journal.FencedAppends, _clients.Sum(client => client.Segments), _invocations.Count, _runs.Sum(run => run.Calls.Questions), _messages, _summaries,
            _runs.Sum(run => run.Steps.Blocked), _runs.Sum(run => run.Steps.Skipped), _runs.Sum(run => run.Steps.Items), _runs.Sum(run => run.Steps.Mixed),
            _runs.Sum(run => run.Steps.Taken), _runs.Sum(run => run.Steps.Retried), _runs.Sum(run => run.Holds.Pauses), _runs.Sum(run => run.Holds.Expired),
            _runs.Sum(run => run.SubRuns.All.Count));
    }

    private string Describe(RunClient client)
    {
        var head = _journal.Contents.Find(new("run", client.Run.Value), default).AsTask().GetAwaiter().GetResult();
        return $"{client.Run}: journal to {head?.LastSeq}, viewer at {_viewers[_clients.IndexOf(client)].Seen}, last seen as\n"
            + (client.Last is { } last ? StateDump.Of(last) : "nothing");
    }

    private async Task Scenario()
    {
        _kernel.BeforeStep = MaybeCrash;
        _node.Start();
        using var over = new CancellationTokenSource();
        var viewers = _viewers.Select(viewer => viewer.Live(over.Token)).ToList();
        // In the world's own keeping: the first that fails ends it, while others would wait for that one.
        foreach (var client in _clients)
            _kernel.World.Start(client.Live);
        _ = EndFaults();
        while (_clients.Any(client => !client.IsDone))
            await Task.Delay(TimeSpan.FromSeconds(5), _kernel.World.Time);
        foreach (var (client, viewer) in _clients.Zip(_viewers))
            await Check(client, viewer);
        if (_invocations.Repeated is [var repeated, ..])
            throw new CheckFailedException($"The handler of {repeated} was invoked more than once.");
        await NothingIsLeft();
        over.Cancel();
        await Task.WhenAll(viewers);
    }

    /// <summary>After a while everything works, and whatever is left must end.</summary>
    private async Task EndFaults()
    {
        await Task.Delay(TimeSpan.FromMinutes(10) + _random.NextTime(TimeSpan.FromMinutes(30)), _kernel.World.Time);
        _faulty = false;
        _journal.Faults = JournalFaults.None;
        _node.IsKind = true;
        _node.Crash();
        _node.Start();
    }

    private void MaybeCrash()
    {
        if (!_faulty || _node.System is null || !_random.Chance(0.0015))
            return;
        if (_random.Chance(0.2))
        {
            _node.Restart();
            return;
        }

        _node.Crash();
        _node.Start();
    }

    private async Task Check(RunClient client, RunViewer viewer)
    {
        await client.SeeSubRunsOff();
        var run = await JournalChecker.Check(_journal.Contents, client.Run, client.Acknowledged);
        _runs.Add(run);
        await CheckSubRuns(client.Run, run);
        var (state, seq) = (run.State, run.Seq);
        _messages += state.Mailboxes.Values.Sum(mailbox => mailbox.Accepted().Count);
        _summaries += state.Conversation.Retentions.Count;
        if (!state.Status.IsTerminal())
            throw new CheckFailedException($"{client.Run} is {state.Status} though its client saw it end.");
        while (viewer.Seen < seq)
            await Task.Delay(TimeSpan.FromSeconds(5), _kernel.World.Time);
        var live = await Live(client);
        if (StateDump.Of(live) != StateDump.Of(state))
            throw new CheckFailedException($"{client.Run} differs from its journal:\n{StateDump.Of(live)}\n--- journal\n{StateDump.Of(state)}");
    }

    /// <summary>Each sub-run is there, knows where it comes from, and has ended as its parent heard.</summary>
    private async Task CheckSubRuns(RunId parent, CheckedRun of)
    {
        foreach (var (id, opened) in of.SubRuns.All)
        {
            var sub = await JournalChecker.Check(_journal.Contents, RunId.Parse(id), []);
            _runs.Add(sub);
            if (sub.State.Parent is not { } link || (link.Run, link.Step, link.Attempt) != (parent.Value, opened.Step, opened.Attempt))
                throw new CheckFailedException($"{id} comes from {sub.State.Parent}, and {parent} opened it in attempt {opened.Attempt} of {opened.Step}.");
            if (!sub.State.Status.IsTerminal() || (opened.End is { } heard && heard != sub.FirstEnd))
                throw new CheckFailedException($"{id} is {sub.State.Status} and ended as {sub.FirstEnd}, and {parent} heard {opened.End}.");
        }
    }

    /// <summary>Runs that have ended leave no attempt and, after a while, no cell.</summary>
    private async Task NothingIsLeft()
    {
        var deadline = _kernel.Now + TimeSpan.FromHours(1);
        while (_node.System is not { LiveAttempts: 0, LiveCells: 0 })
        {
            if (_kernel.Now > deadline)
                throw new CheckFailedException($"{_node.System?.LiveAttempts} attempts and {_node.System?.LiveCells} cells are left, though all runs have ended.");
            await Task.Delay(TimeSpan.FromSeconds(5), _kernel.World.Time);
        }
    }

    private async Task<RunState> Live(RunClient client)
    {
        while (true)
        {
            if (await client.Ask(system => system.Describe(client.Run)) is { IsOk: true, Value: { } reply })
                return reply.State;
            await Task.Delay(TimeSpan.FromSeconds(1), _kernel.World.Time);
        }
    }
}
