using Runs.Journal.Sqlite;
using Runs.Node.Configuration;

namespace Runs.Node.Hosting.Stores;

/// <summary>The stores of a node that is alone with its data directory.</summary>
internal static class SqliteStores
{
    /// <summary>Opens them.</summary>
    /// <exception cref="Runs.Runtime.Journal.JournalException">The journal is damaged, of a newer version or unusable.</exception>
    public static async Task<NodeStores> Open(NodeOptions options, DataDirectory directory)
    {
        var journal = SqliteJournalStore.Open(directory, options.Journal);
        try
        {
            return new NodeStores(journal, ArtifactPlace.Open(options.Artifacts, directory.Path));
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }
}
