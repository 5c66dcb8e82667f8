using System.Collections.Concurrent;

namespace Runs.Gateway.Connections;

/// <summary>The clients that are connected.</summary>
internal sealed class ConnectionTable
{
    private readonly ConcurrentDictionary<IConnection, byte> _connections = [];

    private int _webSockets;

    public int Count => _connections.Count;

    /// <summary>How many an owner has; <see langword="null"/> for all.</summary>
    public int CountOf(string? owner) => owner is null ? Count : _connections.Keys.Count(connection => connection.Caller.Owner == owner);

    public IReadOnlyCollection<IConnection> All => [.. _connections.Keys];

    /// <summary>Counts one more WebSocket, unless there are as many as may be. Each is to <see cref="Leave"/>.</summary>
    public bool TryEnter(int limit)
    {
        if (Interlocked.Increment(ref _webSockets) <= limit)
            return true;
        Leave();
        return false;
    }

    /// <summary>Counts one WebSocket less.</summary>
    public void Leave() => Interlocked.Decrement(ref _webSockets);

    public void Add(IConnection connection) => _connections.TryAdd(connection, 0);

    public void Remove(IConnection connection) => _connections.TryRemove(connection, out _);
}
