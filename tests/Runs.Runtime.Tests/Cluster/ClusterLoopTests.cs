using Runs.Runtime.Messaging;
using Runs.TestKit.Journal;
using Runs.TestKit.Links;
using Runs.TestKit.Simulation;

namespace Runs.Runtime.Tests.Cluster;

/// <summary>
/// Nodes that crash, freeze, drain and are cut off, over a journal and wires that fail in every way, with clients that go from node to node
/// and repeat what was not acknowledged.
/// </summary>
public sealed class ClusterLoopTests
{
    private const int Seeds = 150;
    private const int Clients = 6;
    private const int CommandsPerClient = 12;
    private const int Counters = 8;

    [Fact]
    public void Every_acknowledged_command_is_counted_once_whatever_fails()
    {
        var (fenced, takeovers, lost) = (0, 0, 0L);
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            var world = new ClusterWorld(seed);
            try
            {
                Run(world);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }

            fenced += world.Journal.FencedAppends;
            takeovers += world.Journal.Takeovers;
            lost += world.Network.Lost;
        }

        fenced.ShouldBeGreaterThan(Seeds / 30, "the seeds hardly fence");
        takeovers.ShouldBeGreaterThan(Seeds * ClusterWorld.Shards, "the seeds hardly move shards");
        lost.ShouldBeGreaterThan(Seeds, "the seeds hardly lose a frame");
    }

    [Fact]
    public void A_seed_gives_the_same_trace_each_time()
    {
        for (var seed = 0UL; seed < 5; seed++)
            Trace(seed).ShouldBe(Trace(seed), $"seed {seed}");

        static string Trace(ulong seed)
        {
            var world = new ClusterWorld(seed);
            Run(world);
            return world.Kernel.Trace.ToString();
        }
    }

    private static void Run(ClusterWorld world) => world.Run(async () =>
    {
        var random = world.Kernel.Random.Fork();
        (world.Journal.Faults, world.Network.Faults) = (JournalFaults.Some with { StallTime = TimeSpan.FromSeconds(15) }, LinkFaults.Some);
        var sent = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var troubles = Trouble(world, random.Fork());
        var clients = Enumerable.Range(0, Clients).Select(number => Client(world, random.Fork(), number, sent)).ToList();
        await troubles;
        (world.Journal.Faults, world.Network.Faults) = (JournalFaults.None, LinkFaults.None);
        await Task.WhenAll(clients);
        foreach (var (counter, commands) in sent)
            (await world.Stored(counter)).Order(StringComparer.Ordinal).ShouldBe(commands.Order(StringComparer.Ordinal), counter);
    });

    /// <summary>One thing after the other goes wrong, for a minute or two of the world's time; in the end all nodes are there.</summary>
    private static async Task Trouble(ClusterWorld world, SeededRandom random)
    {
        for (var i = 0; i < 12; i++)
        {
            await world.Pass(random.NextTime(TimeSpan.FromSeconds(8)));
            var node = world[random.Next(world.Nodes.Count)];
            if (node.Node is null)
                continue;
            switch (random.Next(5))
            {
                case 0:
                    node.Crash();
                    await world.Pass(random.NextTime(TimeSpan.FromSeconds(15)));
                    node.Start();
                    break;
                case 1:
                    node.Process.Freeze();
                    await world.Pass(random.NextTime(TimeSpan.FromSeconds(20)));
                    node.Process.Thaw();
                    break;
                case 2:
                    world.Network.Part([node.Name], [.. world.Nodes.Select(other => other.Name)]);
                    await world.Pass(random.NextTime(TimeSpan.FromSeconds(20)));
                    world.Network.Heal();
                    break;
                case 3:
                    world.Network.Cut([node.Name], [world[random.Next(world.Nodes.Count)].Name]);
                    await world.Pass(random.NextTime(TimeSpan.FromSeconds(10)));
                    world.Network.Heal();
                    break;
                default:
                    await node.Drain();
                    node.Start();
                    break;
            }
        }
    }

    private static async Task Client(ClusterWorld world, SeededRandom random, int number, SortedDictionary<string, List<string>> sent)
    {
        for (var i = 0; i < CommandsPerClient; i++)
        {
            var (counter, id, by) = ($"{random.Next(Counters)}", $"{number}/{i}", random.Next(1, 9));
            if (!sent.TryGetValue(counter, out var commands))
                sent[counter] = commands = [];
            commands.Add($"{id} {by}");
            while (await Send(world, random, counter, id, by) is not { Refusal: null })
                await world.Pass(random.NextTime(TimeSpan.FromSeconds(1)));
            await world.Pass(random.NextTime(TimeSpan.FromSeconds(4)));
        }
    }

    /// <summary>Asks any node; a client gives up on an answer before its server does.</summary>
    private static async Task<Reply> Send(ClusterWorld world, SeededRandom random, string counter, string id, long by)
    {
        var node = world[random.Next(world.Nodes.Count)];
        if (node.Node is null)
            return Reply.Refused("client.no-server", "Nobody listens.");
        var answer = node.Count(counter, id, by);
        return await Task.WhenAny(answer, world.Pass(TimeSpan.FromSeconds(25))) == answer ? await answer : Reply.Refused("client.timeout", "No answer.");
    }
}
