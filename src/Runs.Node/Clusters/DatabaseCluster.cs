using Runs.Actors.Clusters;
using Runs.Journal.Postgres;
using Runs.Node.Configuration;

namespace Runs.Node.Clusters;

/// <summary>A cluster by its tables alone, for when no node lives.</summary>
internal sealed class DatabaseCluster : IClusterSource
{
    private readonly PostgresJournalStore _journal;

    private DatabaseCluster(PostgresJournalStore journal) => _journal = journal;

    /// <summary>Opens the database.</summary>
    /// <exception cref="Runs.Runtime.Journal.JournalException">It refuses, can't be reached, or has no journal.</exception>
    public static async Task<DatabaseCluster> Open(NodeOptions options)
    {
        // A dump is refused where there is no journal. A node would make one, and a look mustn't.
        await using (await PostgresJournalDump.Open(options.Postgres))
        {
        }

        return new DatabaseCluster(await PostgresJournalStore.Open(options.Postgres));
    }

    /// <inheritdoc/>
    public async Task<SeenCluster> Look() => new(await new ClusterReader(_journal, TimeProvider.System).Read(), AnsweredBy: null, Links: []);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _journal.DisposeAsync();
}
