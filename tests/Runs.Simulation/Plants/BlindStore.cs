using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Simulation.Recording;

namespace Runs.Simulation.Plants;

/// <summary>Never finds some streams when they are due, or when they wait in a queue.</summary>
internal sealed class BlindStore(RecordingStore store, bool overlooksWaiters) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        [.. (await base.Due(until, limit, after, cancellation)).Where(stream => overlooksWaiters || !IsOverlooked(stream.Entity))];

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) =>
        [.. (await base.Queued(queue, after, limit, cancellation)).Where(stream => !overlooksWaiters || !IsOverlooked(stream.Entity))];

    private static bool IsOverlooked(EntityId entity) => entity.Id.Length % 2 == 1;
}
