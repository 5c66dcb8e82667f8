using Runs.Gateway.Nodes.Dialing;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Ways;

/// <summary>One life of another node, and the two ways to it. The newer of two lives dials the older.</summary>
internal sealed class LinkPeer
{
    private readonly LinkWay[] _ways;
    private readonly LinkDialer[] _dialers;
    private readonly Task _dialing;
    private volatile string _address = "";

    public LinkPeer(LinkContext context, LinkClient client, NodeIncarnation life)
    {
        Life = life;
        _ways = [.. Enum.GetValues<LinkChannel>().Select(channel => new LinkWay(context, life, channel))];
        _dialers = context.Self.Number > life.Number ? [.. Enum.GetValues<LinkChannel>().Select(channel => new LinkDialer(context, client, life, channel, _ways[(int)channel]))] : [];
        _dialing = Task.WhenAll(_dialers.Select(dialer => dialer.Run()));
    }

    public NodeIncarnation Life { get; }

    /// <summary>Completes, when it was dropped or closed, as soon as nothing is under way any more.</summary>
    public Task Ended => Task.WhenAll([_dialing, .. _ways.Select(way => way.Ended)]);

    public IEnumerable<LinkState> States => _ways.Select(way => way.Describe(_address));

    public LinkWay this[LinkChannel channel] => _ways[(int)channel];

    /// <summary>What the table of nodes says of it. One whose lease has run out isn't dialled: it may be gone for good, and keeps what it has.</summary>
    public void Update(NodeRecord record)
    {
        _address = record.Address;
        foreach (var dialer in _dialers)
            dialer.Look(record.IsLive ? record.Address : null);
        foreach (var way in _ways)
            way.Tidy();
    }

    /// <summary>That life is over.</summary>
    public void Drop() => End(way => way.Drop());

    /// <summary>This node is stopping.</summary>
    public void Close() => End(way => way.Close());

    private void End(Action<LinkWay> end)
    {
        foreach (var dialer in _dialers)
            dialer.Stop();
        foreach (var way in _ways)
            end(way);
    }
}
