using System.Collections.Immutable;

namespace Runs.Domain.Runs.State;

/// <summary>The ids of the latest commands that changed the run, so that a repeated one changes nothing.</summary>
public sealed class AppliedCommands
{
    /// <summary>So many are remembered.</summary>
    public const int Capacity = 1024;

    private readonly ImmutableSortedSet<string> _ids;
    private readonly ImmutableQueue<string> _order;

    private AppliedCommands(ImmutableSortedSet<string> ids, ImmutableQueue<string> order)
    {
        _ids = ids;
        _order = order;
    }

    /// <summary>None.</summary>
    public static AppliedCommands None { get; } = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal), []);

    /// <summary>The ids, the oldest first.</summary>
    public IEnumerable<string> Ids => _order;

    /// <summary>Whether the command is among the latest.</summary>
    public bool Contains(string id) => _ids.Contains(id);

    /// <summary>With a command; the oldest is forgotten over the capacity.</summary>
    public AppliedCommands With(string id)
    {
        if (_ids.Contains(id))
            return this;
        var (ids, order) = (_ids.Add(id), _order.Enqueue(id));
        if (ids.Count > Capacity)
        {
            order = order.Dequeue(out var oldest);
            ids = ids.Remove(oldest);
        }

        return new(ids, order);
    }
}
