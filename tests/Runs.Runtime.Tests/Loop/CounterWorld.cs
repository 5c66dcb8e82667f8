using System.Globalization;
using Runs.Runtime.Cells;
using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Runtime.Messaging;
using Runs.Runtime.Nodes;
using Runs.Runtime.Tests.Counters;
using Runs.TestKit.Journal;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Loop;

/// <summary>
/// Counters on a node that crashes and starts again, over a journal that fails in every way, with clients that repeat what was
/// not acknowledged. In the end each acknowledged command must be counted once, and no command twice.
/// </summary>
public sealed class CounterWorld
{
    private const int Counters = 5;
    private const int Clients = 8;
    private const int CommandsPerClient = 10;

    private readonly SimulationKernel _kernel;
    private readonly SimulatedJournal _journal;
    private readonly SeededRandom _random;
    private readonly Dictionary<EntityId, List<(string CommandId, long By)>> _acknowledged = [];
    private readonly Dictionary<EntityId, List<(string CommandId, long By)>> _sent = [];
    private SimulationContext? _process;
    private RuntimeNode? _node;

    public CounterWorld(ulong seed)
    {
        _kernel = new SimulationKernel(seed);
        _journal = new SimulatedJournal(_kernel, shardCount: 4) { Faults = JournalFaults.Some };
        _random = _kernel.Random.Fork();
    }

    public int Crashes { get; private set; }

    public SimulatedJournal Journal => _journal;

    /// <summary>Runs the world to its end and returns the hash of everything that happened.</summary>
    public string Run()
    {
        _kernel.Run(Scenario);
        return _kernel.Trace.ToString();
    }

    private async Task Scenario()
    {
        var crashing = new CancellationTokenSource();
        _kernel.BeforeStep = () => MaybeCrash(crashing.Token);
        StartNode();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(Client));
        crashing.Cancel();
        _journal.Faults = JournalFaults.None;
        await Check();
    }

    private void StartNode()
    {
        var process = _kernel.NewContext("node");
        _process = process;
        _node = null;
        process.Start(async () =>
        {
            var options = new RuntimeOptions
            {
                Cells = new CellOptions { PassivateAfter = TimeSpan.FromSeconds(1), MailboxCapacity = 4, RecoveryConcurrency = 2 },
                AskTimeout = TimeSpan.FromSeconds(20),
            };
            var node = new RuntimeNode(_journal, options, process.Time, [new CounterFactory()]);
            node.Lane.Start();
            while (true)
            {
                try
                {
                    await node.Start();
                    break;
                }
                catch (JournalException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), process.Time);
                }
            }

            _node = node;
        });
    }

    private void MaybeCrash(CancellationToken over)
    {
        if (over.IsCancellationRequested || _node is null || !_random.Chance(0.002))
            return;
        Crashes++;
        _kernel.Trace.Add("crash");
        _process!.Crash();
        StartNode();
    }

    private async Task Client(int number)
    {
        for (var i = 0; i < CommandsPerClient; i++)
        {
            var counter = new EntityId("counter", _random.Next(Counters).ToString(CultureInfo.InvariantCulture));
            var command = (CommandId: $"{number}/{i}", By: (long)_random.Next(1, 9));
            Of(_sent, counter).Add(command);
            while (await Send(counter, command) is not { Refusal: null })
                await Task.Delay(_random.NextTime(TimeSpan.FromSeconds(1)), _kernel.World.Time);
            Of(_acknowledged, counter).Add(command);
        }
    }

    /// <summary>Asks the node of the moment; a client gives up on an answer before its server does.</summary>
    private async Task<Reply> Send(EntityId counter, (string CommandId, long By) command)
    {
        if (_node is not { } node || _process is not { } process)
            return Reply.Refused("client.no-server", "Nobody listens.");
        var answer = process.Call(async () => await node.Ask(counter, new CountBy(command.By), command.CommandId));
        var deadline = Task.Delay(TimeSpan.FromSeconds(25), _kernel.World.Time);
        return await Task.WhenAny(answer, deadline) == answer
            ? await answer
            : Reply.Refused("client.timeout", "No answer.");
    }

    private async Task Check()
    {
        foreach (var (counter, acknowledged) in _acknowledged)
        {
            var head = await _journal.Contents.Find(counter, default);
            var stored = await _journal.Contents.Read(head!.Value.StreamKey, 0, int.MaxValue, default);
            Checkers.JournalChecker.Check(counter, stored);
            var state = stored.SelectMany(append => System.Text.Encoding.UTF8.GetString(append.Data.Span).Split('\n')).ToList();
            state.ShouldBe(state.Distinct(), $"{counter} counted a command twice");
            foreach (var (commandId, by) in acknowledged)
                state.ShouldContain($"{commandId} {by}", $"{counter} lost an acknowledged command");
            state.Count.ShouldBe(Of(_sent, counter).Count, $"{counter} holds a command that nobody sent");
            (await AskSum(counter)).ShouldBe(acknowledged.Sum(command => command.By), $"{counter} differs from its journal");
        }
    }

    private async Task<long> AskSum(EntityId counter)
    {
        while (true)
        {
            if (_node is { } node && await _process!.Call(async () => await node.Ask(counter, "sum")) is { Refusal: null } reply)
                return (long)reply.Value!;
            await Task.Delay(TimeSpan.FromMilliseconds(50), _kernel.World.Time);
        }
    }

    private static List<(string CommandId, long By)> Of(Dictionary<EntityId, List<(string CommandId, long By)>> lists, EntityId counter)
    {
        if (!lists.TryGetValue(counter, out var list))
            lists[counter] = list = [];
        return list;
    }
}
