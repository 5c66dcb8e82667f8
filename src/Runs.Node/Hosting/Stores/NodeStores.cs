using Runs.Actors.Artifacts;
using Runs.Runtime.Journal;

namespace Runs.Node.Hosting.Stores;

/// <summary>Where a node keeps what it must not lose.</summary>
/// <param name="Journal">Its journal, which it closes at its end.</param>
/// <param name="Artifacts">The large texts of its runs.</param>
internal sealed record NodeStores(IJournalStore Journal, IArtifactStore Artifacts) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Journal.DisposeAsync();
}
