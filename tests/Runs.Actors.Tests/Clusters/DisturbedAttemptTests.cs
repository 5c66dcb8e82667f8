using Runs.Actors.Attempts;
using Runs.Domain.Runs.Events;
using Runs.Domain.Runs.State;
using Runs.TestKit.Links;
using Runs.TestKit.Simulation;

namespace Runs.Actors.Tests.Clusters;

/// <summary>Attempts of a run while nodes come, go, die and lose sight of each other in random order.</summary>
public sealed class DisturbedAttemptTests
{
    private static readonly string[] Names = ["north", "east", "south", "west"];

    [Fact]
    public void Whatever_becomes_of_the_nodes_no_attempt_is_invoked_twice_and_the_run_ends()
    {
        var (lost, outlived) = (0, 0);
        for (var seed = 1UL; seed <= 25; seed++)
        {
            var random = new SeededRandom(seed);
            var begun = new List<AttemptKey>();
            var cluster = new Cluster(Work, seed);
            cluster.Network.Faults = LinkFaults.Some;
            var nodes = Names.ToDictionary(name => name, cluster.Start);
            cluster.Begin(nodes["north"], """{"id":"a","agent":"again"},{"id":"b","agent":"again"},{"id":"c","agent":"again","needs":["a","b"]}""");
            for (var i = 0; i < 12; i++)
            {
                Disturb(cluster, nodes, random);
                cluster.Advance(random.NextTime(TimeSpan.FromSeconds(25)));
            }

            cluster.Network.Heal();
            foreach (var name in Names.Where(name => !nodes[name].IsAlive))
                nodes[name] = cluster.Start(name);
            cluster.UntilEnded();

            cluster.State.Status.ShouldBe(RunStatus.Completed, $"seed {seed}");
            begun.ShouldBeUnique();
            cluster.Events.OfType<StepSucceeded>().Count(succeeded => succeeded.Attempt > 0).ShouldBe(3, $"seed {seed}");
            cluster.Until(() => nodes.Values.All(node => node.System!.LiveAttempts == 0), $"all attempts to end, seed {seed}");
            lost += cluster.Events.OfType<AttemptFailed>().Count();
            outlived += cluster.Events.OfType<StepSucceeded>().Count() - cluster.Events.OfType<RunRecovered>().Count();

            async ValueTask<AttemptOutcome> Work(string node, TimeProvider time, AttemptRequest request, AttemptStop stop)
            {
                begun.Add(request.Key);
                await Task.Delay(random.NextTime(TimeSpan.FromMinutes(2)), time, stop.Requested);
                return DelegateHandler.Done($"by {node}");
            }
        }

        lost.ShouldBeGreaterThan(10);
        outlived.ShouldBeGreaterThan(0);
    }

    private static void Disturb(Cluster cluster, Dictionary<string, ClusterNode> nodes, SeededRandom random)
    {
        var name = Names[random.Next(Names.Length)];
        switch (random.Next(5))
        {
            case 0 when nodes[name].IsAlive:
                nodes[name].Crash();
                break;
            case 1 when nodes[name].IsAlive && nodes.Values.Count(node => node.IsAlive) > 1:
                cluster.Shutdown(nodes[name]);
                break;
            case 2:
                cluster.Network.Part([name], [.. Names.Where(other => other != name)]);
                break;
            case 3:
                cluster.Network.Heal();
                break;
            default:
                if (!nodes[name].IsAlive)
                    nodes[name] = cluster.Start(name);
                break;
        }
    }
}
