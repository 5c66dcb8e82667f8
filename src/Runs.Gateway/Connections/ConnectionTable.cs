using System.Collections.Concurrent;

namespace Runs.Gateway.Connections;

/// <summary>The clients that are connected.</summary>
internal sealed class ConnectionTable
{
    private readonly ConcurrentDictionary<IConnection, byte> _connections = [];

    public int Count => _connections.Count;

    /// <summary>How many an owner has; <see langword="null"/> for all.</summary>
    public int CountOf(string? owner) => owner is null ? Count : _connections.Keys.Count(connection => connection.Caller.Owner == owner);

    public IReadOnlyCollection<IConnection> All => [.. _connections.Keys];

    public void Add(IConnection connection) => _connections.TryAdd(connection, 0);

    public void Remove(IConnection connection) => _connections.TryRemove(connection, out _);
}
