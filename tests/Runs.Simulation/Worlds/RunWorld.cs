using System.Globalization;
using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Checkers;
using Runs.Checkers.Auditing;
using Runs.Checkers.Evidence;
using Runs.Domain.Identity;
using Runs.Domain.Runs.Progress;
using Runs.Domain.Runs.State;
using Runs.Runtime.Journal.Memory;
using Runs.Simulation.Clients;
using Runs.Simulation.Plants;
using Runs.Simulation.Recording;
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
    private readonly RecordingStore _store;
    private readonly Witness _witness = new();
    private readonly PlantedParts _parts;
    private readonly long _maxSteps;
    private readonly List<RunClient> _clients = [];
    private readonly List<RunViewer> _viewers = [];
    private bool _faulty = true;
    private IReadOnlyList<RunAudit> _runs = [];

    public RunWorld(ulong seed, PlantedBug bug = PlantedBug.None)
    {
        _kernel = new SimulationKernel(seed);
        _store = new RecordingStore(new MemoryJournalStore(shardCount: 4, _kernel.World.Time));
        // Its generator is none of the world's, so that a bug changes nothing but what it breaks.
        _parts = new PlantedParts(bug, new SeededRandom(seed ^ 0xB06));
        _maxSteps = bug == PlantedBug.None ? 1_000_000 : 100_000;
        _journal = new SimulatedJournal(_kernel, _parts.Store(_store)) { Faults = JournalFaults.Some };
        _node = new SimulatedNode(_kernel, _journal, new MemoryArtifactStore(), _witness, _parts);
        _random = _kernel.Random.Fork();
        var strategies = new StrategyGenerator(_kernel.Random.Fork());
        for (var i = 0; i < _random.Next(1, 4); i++)
        {
            var run = RunId.Parse("run-" + i.ToString(CultureInfo.InvariantCulture));
            var client = new RunClient(_kernel, _node, run, strategies.Next(), _kernel.Random.Fork(), _witness);
            Add(client);
            if (_random.Chance(0.3))
                Add(new RunClient(_kernel, _node, RunId.Parse($"fork-of-{run}"), strategies.Next(), _kernel.Random.Fork(), _witness, client));
        }
    }

    private void Add(RunClient client)
    {
        _clients.Add(client);
        _viewers.Add(new RunViewer(_kernel, _node, client.Run, _witness, _parts));
    }

    /// <summary>Runs the world to its end.</summary>
    /// <exception cref="CheckFailedException">A promise was broken.</exception>
    public WorldReport Run()
    {
        var began = _kernel.Now;
        try
        {
            _kernel.Run(Scenario, _maxSteps, maxTime: TimeSpan.FromDays(30));
        }
        // Whatever ended it too early: the checkers may know why.
        catch (Exception error) when (error is not CheckFailedException { Violations.Count: > 0 })
        {
            var isStuck = error is TimeoutException;
            var message = isStuck ? $"{error.Message}\n{string.Join('\n', _clients.Select(Describe))}" : $"{error.GetType().Name}: {error.Message}";
            throw new CheckFailedException(message, Violations(isOver: isStuck).GetAwaiter().GetResult(), error);
        }

        return new WorldReport(
            _kernel.Trace.ToString(), _kernel.Now - began, _kernel.Steps, _node.Starts - 1, _journal.UnknownOutcomes,
            _journal.FencedAppends, _clients.Sum(client => client.Segments), _witness.Attempts, _runs.Sum(run => run.Calls.Questions),
            _runs.Sum(run => run.State.Mailboxes.Values.Sum(mailbox => mailbox.Accepted().Count)), _runs.Sum(run => run.State.Conversation.Retentions.Count),
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
            await Settle(client, viewer);
        await NothingIsLeft();
        over.Cancel();
        await Task.WhenAll(viewers);
        if (await Violations(isOver: true) is { Count: > 0 } violations)
            throw new CheckFailedException("Not every promise was kept.", violations);
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

    /// <summary>Lets a client and its viewer see all that there is.</summary>
    private async Task Settle(RunClient client, RunViewer viewer)
    {
        await client.SeeSubRunsOff();
        var head = await _store.Find(RunEntity.Of(client.Run), default);
        while (viewer.Seen < head?.LastSeq)
            await Task.Delay(TimeSpan.FromSeconds(5), _kernel.World.Time);
        var live = await Live(client);
        _witness.Saw(live.State, live.Seq);
    }

    /// <summary>Asks every checker.</summary>
    private async Task<IReadOnlyList<Violation>> Violations(bool isOver)
    {
        var file = new CaseFile(await _store.Record(), _witness.Tell(isOver)) { IsOver = isOver };
        _runs = file.Runs;
        return AllCheckers.Check(file);
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

    private async Task<RunReply> Live(RunClient client)
    {
        while (true)
        {
            if (await client.Ask(system => system.Describe(client.Run)) is { IsOk: true, Value: { } reply })
                return reply;
            await Task.Delay(TimeSpan.FromSeconds(1), _kernel.World.Time);
        }
    }
}
