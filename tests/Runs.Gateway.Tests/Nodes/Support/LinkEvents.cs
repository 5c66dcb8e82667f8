using Runs.Gateway.Nodes;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Tests.Nodes.Support;

/// <summary>Keeps what becomes of a node's links, and waits for it.</summary>
internal sealed class LinkEvents : INodeLinkListener
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<LinkEvent> _all = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<LinkEvent> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    public void Linked(NodeIncarnation peer, LinkChannel channel, int version) => Add(new LinkEvent("linked", peer.Node, channel, $"{version}"));

    public void Lost(NodeIncarnation peer, LinkChannel channel, string code, string message) => Add(new LinkEvent("lost", peer.Node, channel, code));

    public void Refused(string who, string code, string message) => Add(new LinkEvent("refused", who, null, code));

    /// <summary>How often something has happened.</summary>
    public int Count(Func<LinkEvent, bool> condition) => All.Count(condition);

    /// <summary>Waits until something has happened so often.</summary>
    public async Task Until(Func<LinkEvent, bool> condition, string what, int times = 1)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_all.Count(condition) >= times)
                    return;
                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{what}: it didn't happen. What did: {string.Join("; ", All)}");
            }
        }
    }

    /// <summary>Waits until both ways to a node have been made so often.</summary>
    public async Task Linked(string peer, int times = 1)
    {
        foreach (var channel in Enum.GetValues<LinkChannel>())
            await Until(said => said.Kind == "linked" && said.Who == peer && said.Channel == channel, $"{channel} to {peer}", times);
    }

    public Task Refused(string code, int times = 1) => Until(said => said.Kind == "refused" && said.Code == code, $"refused with {code}", times);

    private void Add(LinkEvent said)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _all.Add(said);
            (more, _more) = (_more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        more.SetResult();
    }
}
