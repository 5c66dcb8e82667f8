using Runs.Node.Tests.Clusters;
using Runs.TestDatabase;

[assembly: AssemblyFixture(typeof(SharedDatabase))]

namespace Runs.Node.Tests.Clusters;

/// <summary>One real server for the tests of clusters, started when the first of them wants it. Each has a schema of its own.</summary>
public sealed class SharedDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<ThrowAwayPostgres>> Starting = new(() => ThrowAwayPostgres.Start("max_connections=200"));

    private static int _schemas;

    public static Task<ThrowAwayPostgres> Get() => Starting.Value;

    /// <summary>A name that no other test has.</summary>
    public static string NewSchema() => $"cluster_{Interlocked.Increment(ref _schemas)}";

    public async ValueTask DisposeAsync()
    {
        if (Starting.IsValueCreated)
            await (await Starting.Value).DisposeAsync();
    }
}
