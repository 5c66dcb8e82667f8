using Npgsql;

namespace Runs.Journal.Postgres.Schema;

/// <summary>Connects to a server that may be starting: one that isn't there yet is asked again until the time for a connection is over.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async ValueTask<NpgsqlConnection> Open(NpgsqlDataSource source, TimeSpan longest, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await source.OpenConnectionAsync(cancellation);
            }
            catch (NpgsqlException error) when (DatabaseFaults.IsLost(error) && TimeProvider.System.GetElapsedTime(began) + Pause < longest)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
    }
}
