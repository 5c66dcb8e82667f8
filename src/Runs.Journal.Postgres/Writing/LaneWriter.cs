using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Journal;

namespace Runs.Journal.Postgres.Writing;

/// <summary>The one writer of a node.</summary>
internal sealed class LaneWriter(PostgresDatabase database) : IAsyncDisposable
{
    public ValueTask<BatchOutcome> Commit(IReadOnlyList<Append> batch) => throw new NotImplementedException($"{database.Format} {batch.Count}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
