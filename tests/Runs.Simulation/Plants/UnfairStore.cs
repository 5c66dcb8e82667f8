using Runs.Runtime.Journal;
using Runs.Simulation.Recording;

namespace Runs.Simulation.Plants;

/// <summary>Says that who is important isn't, and the other way round.</summary>
internal sealed class UnfairStore(RecordingStore store) : StoreDecorator(store)
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<QueuedStream>> Queued(string queue, QueuedCursor? after, int limit, CancellationToken cancellation) =>
        after is not null ? [] : [.. (await base.Queued(queue, null, limit, cancellation)).Select(stream => stream with { Priority = -stream.Priority, QueuedAt = DateTimeOffset.MaxValue - (stream.QueuedAt - DateTimeOffset.MinValue) })];
}
