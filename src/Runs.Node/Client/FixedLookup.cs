namespace Runs.Node.Client;

/// <summary>A server whose address the user has given.</summary>
internal sealed class FixedLookup(ServerAddress address) : IServerLookup
{
    /// <inheritdoc/>
    public Task<ServerAddress?> Find(CancellationToken cancellation) => Task.FromResult<ServerAddress?>(address);

    /// <inheritdoc/>
    public bool IsCertain => false;

    /// <inheritdoc/>
    public bool IsStill(ServerAddress other) => true;
}
