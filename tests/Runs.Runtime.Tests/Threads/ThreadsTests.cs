using System.Collections.Concurrent;
using System.Text;
using Runs.Runtime.Entities;
using Runs.Runtime.Lanes;
using Runs.Runtime.Nodes;
using Runs.Runtime.Shards;
using Runs.Runtime.Tests.Counters;
using Runs.Runtime.Tests.Worlds;

namespace Runs.Runtime.Tests.Threads;

/// <summary>What the simulator can't show: real threads, a lane of its own, and everything at once.</summary>
public sealed class ThreadsTests
{
    private const int Clients = 32;
    private const int CommandsPerClient = 150;
    private const int Counters = 12;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_acknowledged_command_is_counted_once_on_real_threads()
    {
        var unobserved = new ConcurrentQueue<Exception>();
        void Observe(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Enqueue(args.Exception);
        TaskScheduler.UnobservedTaskException += Observe;
        try
        {
            for (var seed = 0UL; seed < 3; seed++)
                await Stress(seed);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            unobserved.ShouldBeEmpty();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Observe;
        }
    }

    [Fact]
    public async Task A_lane_on_its_own_thread_loses_no_wake_up_between_spinning_and_sleeping()
    {
        var store = new Journal.Memory.MemoryJournalStore(shardCount: 1);
        var node = await store.Join("local", default);
        await store.TakeOver(node, await store.Shards(default), default);
        var lane = new Lane(store, new LaneOptions(), TimeProvider.System);
        using (new LaneThread(lane))
        {
            var streams = Enumerable.Range(0, 4).Select(stream => Task.Run(() => AppendMany(lane, $"s{stream}", stream))).ToList();
            await Finished(Task.WhenAll(streams), "20,000 appends of 4 streams");
            await lane.DisposeAsync();
        }

        for (var stream = 0; stream < 4; stream++)
            (await store.Find(NodeWorld.Id($"s{stream}"), default))!.Value.LastSeq.ShouldBe(5_000);
    }

    /// <summary>With pauses of all lengths around the time that the lane spins.</summary>
    private static async Task AppendMany(Lane lane, string name, int stream)
    {
        var ticket = new AppendTicket(new() { Entity = NodeWorld.Id(name), Epoch = 1, Data = new byte[1] });
        for (var seq = 1; seq <= 5_000; seq++)
        {
            (ticket.Append.FirstSeq, ticket.Append.Count) = (seq, 1);
            (await lane.Append(ticket)).Kind.ShouldBe(Runtime.Journal.AppendOutcomeKind.Committed);
            Thread.SpinWait(seq * (stream + 1) % 977);
        }
    }

    private static async Task Stress(ulong seed)
    {
        var store = new FaultyStore(seed);
        var options = new RuntimeOptions
        {
            AskTimeout = TimeSpan.FromSeconds(20),
            Cells = new() { MailboxCapacity = 16, TurnBatch = 4, PassivateAfter = TimeSpan.FromMilliseconds(20), RecoveryConcurrency = 3, RecoveryBackoff = TimeSpan.FromMilliseconds(1) },
        };
        var node = new RuntimeNode(store, options, TimeProvider.System, [new CounterFactory()]);
        using (new LaneThread(node.Lane))
        {
            await node.Start();
            await Finished(Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Send(node, client)))), "all commands");
            await Finished(node.Stop().AsTask(), "the stop");
        }

        node.LiveCells.ShouldBeLessThanOrEqualTo(Counters);
        store.Overlapped.ShouldBeFalse("two transactions of a lane were under way at a time");
        var stored = new List<string>();
        for (var counter = 0; counter < Counters; counter++)
        {
            var id = Id(counter);
            var appends = await store.Store.Read((await store.Store.Find(id, default))!.Value.StreamKey, 0, int.MaxValue, default);
            Checkers.JournalChecker.Check(id, appends);
            stored.AddRange(appends.SelectMany(append => Encoding.UTF8.GetString(append.Data.Span).Split('\n')).Select(line => line.Split(' ')[0]));
        }

        var sent = Enumerable.Range(0, Clients).SelectMany(client => Enumerable.Range(0, CommandsPerClient).Select(i => $"{client}/{i}"));
        stored.Order().ShouldBe(sent.Order(), $"seed {seed}");
    }

    private static async Task Send(RuntimeNode node, int client)
    {
        for (var i = 0; i < CommandsPerClient; i++)
        {
            while ((await node.Ask(Id((client + (i * 7)) % Counters), new CountBy(1), $"{client}/{i}")).Refusal is not null)
                await Task.Yield();
        }
    }

    private static EntityId Id(int counter) => new("counter", $"c{counter}");

    private static async Task Finished(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Deadline);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{what}: not finished after {Deadline}.", error);
        }
    }
}
