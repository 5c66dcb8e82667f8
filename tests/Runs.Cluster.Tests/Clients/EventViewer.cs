using Runs.Checkers.Evidence;
using Runs.Cluster.Tests.Harness;
using Runs.Domain.Identity;

namespace Runs.Cluster.Tests.Clients;

/// <summary>Follows one run by its stream of events over HTTP, from its first event to its end, on one node after the other.</summary>
internal sealed class EventViewer(IReadOnlyList<ClusterNode> nodes, int node, string run, int segments)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly List<SeenEvent> _events = [];
    private readonly Dictionary<string, int> _live = [];
    private string? _place;
    private string _trouble = "none";

    private bool HasEnded => _events.Count(seen => seen.Type == "run-ended") >= segments;

    /// <summary>What it has seen.</summary>
    public SeenViewer Seen => new(RunId.Parse(run), _events, HasEnded);

    /// <summary>Follows the run until it has ended.</summary>
    public async Task Follow(CancellationToken late)
    {
        for (var at = node; !HasEnded; at = (at + 1) % nodes.Count)
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException($"A stream of {run} never came to its end; the last trouble was: {_trouble}. It had {string.Join(", ", _events.Select(seen => $"{seen.Seq} {seen.Type}"))}");
            try
            {
                await FollowAt(nodes[at].Address, late);
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException)
            {
                _trouble = lost.Message;
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task FollowAt(Uri address, CancellationToken late)
    {
        using var client = new RestClient(address);
        using var stream = await Open(client);
        await using var end = late.UnsafeRegister(_ => stream.Dispose(), null);
        while (!HasEnded && await stream.TryNext() is { } next)
        {
            if (next.Id.Length > 0)
                _place = next.Id;
            if (next.Name == "event")
                _events.Add(new SeenEvent(next.Seq, next.Type!));
            else if (next.Name == "output")
                TakeOutput(next.Data);
        }
    }

    private async Task<SseClient> Open(RestClient client)
    {
        try
        {
            return await client.Follow($"runs/{run}/events", _place is null ? [] : [("Last-Event-ID", _place)]);
        }
        catch (ShouldAssertException refused)
        {
            // The node can't show it just now: another may.
            throw new IOException(refused.Message);
        }
    }

    /// <summary>The text of a part goes on where it was, or begins at its beginning.</summary>
    private void TakeOutput(JObject output)
    {
        var part = $"{output["step"]} {output["attempt"]} {output["part"]} {output["partIndex"]}";
        var (offset, text) = ((int)output["offset"]!, (string)output["text"]!);
        offset.ShouldBe(_live.GetValueOrDefault(part), $"{run} {output}");
        _live[part] = offset + text.Length;
    }
}
