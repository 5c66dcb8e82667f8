using Runs.Runtime.Entities;

namespace Runs.Journal.Postgres.Writing;

/// <summary>All that the database has of what a batch touches.</summary>
internal sealed class FoundState
{
    public Dictionary<int, long> Epochs { get; } = [];

    /// <summary>Where streams end, by key; those that don't exist are absent.</summary>
    public Dictionary<long, long> Tails { get; } = [];

    /// <summary>The names, of those that would be created, that there are already.</summary>
    public HashSet<EntityId> Names { get; } = [];

    public Dictionary<(string Limit, int Slot), FoundSlot> Slots { get; } = [];
}
