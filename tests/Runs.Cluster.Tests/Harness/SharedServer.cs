using Runs.Cluster.Tests.Harness;
using Runs.TestDatabase;

[assembly: AssemblyFixture(typeof(SharedServer))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Runs.Cluster.Tests.Harness;

/// <summary>One PostgreSQL server for all tests, which have a database each and run one after the other: they stop and start it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private int _databases;

    internal ThrowAwayPostgres Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await ThrowAwayPostgres.Start("max_connections=200");

    public ValueTask DisposeAsync() => Postgres.DisposeAsync();

    /// <summary>A database of its own for a test.</summary>
    internal async Task<ClusterDatabase> NewDatabase()
    {
        var database = new ClusterDatabase(Postgres, $"chaos_{Interlocked.Increment(ref _databases)}");
        await database.Create();
        return database;
    }
}
