using Runs.Journal.Sqlite;
using Runs.Node.Hosting;

namespace Runs.Node.Client;

/// <summary>
/// The server that holds a data directory. Its file is believed only while the process that wrote it holds the directory: what a dead
/// server has left may lead to anybody.
/// </summary>
internal sealed class EndpointLookup(string dataDirectory) : IServerLookup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The server that holds a directory; <see langword="null"/> when no living one does, or when it doesn't answer.</summary>
    public static async Task<EndpointLookup?> TryFind(string dataDirectory)
    {
        var lookup = new EndpointLookup(dataDirectory);
        return lookup.Read() is not null && await lookup.Answers() ? lookup : null;
    }

    /// <inheritdoc/>
    public Task<ServerAddress?> Find(CancellationToken cancellation) => Task.FromResult(Read());

    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public void Turn(ServerAddress? from)
    {
        // Nobody else holds the directory.
    }

    /// <inheritdoc/>
    public bool IsCertain => true;

    /// <inheritdoc/>
    public bool IsStill(ServerAddress address) => Read() == address;

    private ServerAddress? Read() =>
        EndpointFile.Read(dataDirectory) is { } endpoint && DataDirectory.Holder(dataDirectory)?.Pid == endpoint.Pid
            ? new ServerAddress(endpoint.Url, endpoint.Token)
            : null;

    private async Task<bool> Answers()
    {
        using var connection = new ServerConnection(dataDirectory, this, new ClientOptions { RequestTimeout = Patience });
        return await connection.IsHealthy();
    }
}
