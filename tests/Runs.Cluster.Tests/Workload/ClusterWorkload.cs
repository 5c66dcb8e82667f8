using System.Collections.Concurrent;
using System.Globalization;
using Runs.Checkers.Evidence;
using Runs.Cluster.Tests.Clients;
using Runs.Cluster.Tests.Harness;
using Runs.Cluster.Tests.Stories;

namespace Runs.Cluster.Tests.Workload;

/// <summary>
/// Clients that have runs executed, a story each, one after the other, until the trouble is over. Which stories and which nodes is decided by a
/// seed; how they meet the trouble is not.
/// </summary>
internal sealed class ClusterWorkload(ClusterHarness cluster, int seed, Patience patience = Patience.OneRetry)
{
    private const int Clients = 8;

    /// <summary>How many stories are told at least: every kind twice.</summary>
    private const int Least = 24;

    /// <summary>How many stories are told at most, however long the trouble takes.</summary>
    private const int Most = 500;

    private readonly ConcurrentQueue<ToldStory> _told = [];
    private int _next = -1;
    private volatile bool _isEnough;

    /// <summary>What the clients were told.</summary>
    public CommandLog Log { get; } = new();

    /// <summary>The runs that have ended.</summary>
    public Milestones Ended { get; } = new("runs that ended");

    /// <summary>The stories that have come to their ends.</summary>
    public IReadOnlyCollection<ToldStory> Told => _told;

    /// <summary>What the clients can say to the checkers.</summary>
    public Testimony Testimony => new() { Commands = Log.Commands, Viewers = [.. _told.Select(told => told.Events)] };

    /// <summary>Tells stories while the trouble is under way, and goes on until all of them have ended.</summary>
    /// <param name="trouble">What is done to the cluster meanwhile.</param>
    public async Task During(Func<Task> trouble)
    {
        var files = Story.All.Select((story, i) => cluster.Write(string.Create(CultureInfo.InvariantCulture, $"story-{i}.yaml"), story.Strategy)).ToList();
        var clients = Enumerable.Range(0, Clients).Select(_ => TellStories(files)).ToList();
        try
        {
            await await Task.WhenAny(trouble(), FirstFailure(clients));
            _isEnough = true;
            await Task.WhenAll(clients);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            _isEnough = true;
            throw new InvalidOperationException($"{this}: {failed.Message}\n{cluster.Story()}", failed);
        }
    }

    public override string ToString() => $"With seed {seed}, {Ended.Count} runs, {Log.Acknowledged.Count} commands acknowledged";

    private async Task TellStories(IReadOnlyList<string> files)
    {
        var teller = new StoryTeller(cluster, Log, patience);
        int number;
        while ((number = Interlocked.Increment(ref _next)) < Most && (number < Least || !_isEnough))
        {
            var random = new Random(seed * 10_000 + number);
            // Every kind has its turn, in another order with another seed.
            var kind = (number + seed) % Story.All.Count;
            _told.Enqueue(await teller.Tell(Story.All[kind], string.Create(CultureInfo.InvariantCulture, $"r{number}"), files[kind], random));
            Ended.Add();
        }
    }

    /// <summary>Ends only if a client fails: then nothing needs to be waited for any more.</summary>
    private static async Task FirstFailure(List<Task> clients)
    {
        var open = clients.ToList();
        while (open.Count > 0)
        {
            var done = await Task.WhenAny(open);
            await done;
            open.Remove(done);
        }

        await Task.Delay(Timeout.Infinite);
    }
}
