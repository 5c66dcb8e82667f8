using System.Collections.Concurrent;

namespace Runs.Gateway.Connections;

/// <summary>The clients that are connected.</summary>
internal sealed class ConnectionTable
{
    private readonly ConcurrentDictionary<ClientConnection, byte> _connections = [];

    public int Count => _connections.Count;

    /// <summary>How many an owner has; <see langword="null"/> for all.</summary>
    public int CountOf(string? owner) => owner is null ? Count : _connections.Keys.Count(connection => connection.Runs.Caller.Owner == owner);

    public IReadOnlyCollection<ClientConnection> All => [.. _connections.Keys];

    public void Add(ClientConnection connection) => _connections.TryAdd(connection, 0);

    public void Remove(ClientConnection connection) => _connections.TryRemove(connection, out _);
}
