using Runs.Runtime.Entities;
using Runs.Runtime.Journal;
using Runs.Simulation.Recording;

namespace Runs.Simulation.Plants;

/// <summary>Never finds some streams when they are due.</summary>
internal sealed class BlindStore(RecordingStore store, Func<EntityId, bool> isOverlooked) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<DueStream>> Due(DateTimeOffset until, int limit, DueStream? after, CancellationToken cancellation) =>
        [.. (await base.Due(until, limit, after, cancellation)).Where(stream => !isOverlooked(stream.Entity))];
}
