namespace Runs.Node.Client;

/// <summary>Servers whose addresses the user has given. They share their runs, so that any of them will do: it is stayed with one as long as that answers.</summary>
internal sealed class FixedLookup(params IReadOnlyList<ServerAddress> addresses) : IServerLookup
{
    private readonly Lock _gate = new();
    private int _current;

    /// <inheritdoc/>
    public int Count => addresses.Count;

    /// <inheritdoc/>
    public Task<ServerAddress?> Find(CancellationToken cancellation)
    {
        lock (_gate)
            return Task.FromResult<ServerAddress?>(addresses[_current]);
    }

    /// <inheritdoc/>
    public void Turn(ServerAddress? from)
    {
        lock (_gate)
        {
            if (from is null || from == addresses[_current])
                _current = (_current + 1) % addresses.Count;
        }
    }

    /// <inheritdoc/>
    public bool IsCertain => false;

    /// <inheritdoc/>
    public bool IsStill(ServerAddress other) => true;
}
