using Runs.Actors.Artifacts;
using Runs.Journal.Postgres;
using Runs.Journal.Sqlite;
using Runs.Node.Configuration;
using Runs.Runtime.Journal;
using Runs.Steps.Artifacts;

namespace Runs.Node.Hosting.Stores;

/// <summary>The stores of a node that shares a database with others.</summary>
internal static class PostgresStores
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>Opens them. A database that can't be reached is waited for: after a reboot nodes may be up before it.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="directory">The node's data directory.</param>
    /// <param name="waits">Told, once and then at each further try, that the database can't be reached.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="JournalException">The database refuses, or couldn't be reached in time.</exception>
    public static async Task<NodeStores> Open(NodeOptions options, DataDirectory directory, Action<JournalException> waits, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                return await OpenOnce(options, directory, cancellation);
            }
            catch (JournalException away) when (away.Code == DatabaseErrors.Unreachable && time.GetElapsedTime(began) + pause < options.OpenWithin)
            {
                waits(away);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    private static async Task<NodeStores> OpenOnce(NodeOptions options, DataDirectory directory, CancellationToken cancellation)
    {
        var journal = await PostgresJournalStore.Open(options.Postgres, cancellation);
        try
        {
            return new NodeStores(journal, await OpenArtifacts(options, directory, journal, cancellation));
        }
        catch (Exception error)
        {
            await journal.DisposeAsync();
            // The database has said why, in the words of the journal.
            throw error is IOException { InnerException: JournalException refused } ? refused : error;
        }
    }

    private static async Task<IArtifactStore> OpenArtifacts(NodeOptions options, DataDirectory directory, PostgresJournalStore journal, CancellationToken cancellation) =>
        options.Artifacts.Kind == ArtifactKind.Directory
            ? ArtifactPlace.Open(options.Artifacts, directory.Path)
            : await BlobArtifactStore.Open(journal.Blobs, cancellation);
}
