namespace Runs.Gateway.Nodes.Ways;

/// <summary>Says once what goes wrong with whom, and again while it goes on, less and less often. Strangers can't fill a log, nor memory.</summary>
internal sealed class RefusalNotices(INodeLinkListener listener, TimeProvider time)
{
    private const int Capacity = 256;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Who, string Code), (DateTimeOffset Next, TimeSpan Wait)> _said = [];

    /// <summary>It has gone wrong.</summary>
    public void Say(string who, Wire.LinkEnd end)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var isKnown = _said.TryGetValue((who, end.Code), out var last);
            if ((isKnown && now < last.Next) || (!isKnown && !HasRoom(now)))
                return;
            var wait = isKnown ? last.Wait * 2 : First;
            if (wait > Longest)
                wait = Longest;
            _said[(who, end.Code)] = (now + wait, wait);
        }

        listener.Refused(Shown(who), end.Code, end.Message);
    }

    /// <summary>It goes well again: the next failure is news.</summary>
    public void Forget(string who)
    {
        lock (_gate)
        {
            foreach (var key in _said.Keys.Where(key => key.Who == who).ToList())
                _said.Remove(key);
        }
    }

    private bool HasRoom(DateTimeOffset now)
    {
        if (_said.Count < Capacity)
            return true;
        foreach (var key in _said.Where(said => said.Value.Next < now).Select(said => said.Key).ToList())
            _said.Remove(key);
        return _said.Count < Capacity;
    }

    private static string Shown(string who) => string.Concat(who.Select(c => char.IsControl(c) ? '?' : c));
}
