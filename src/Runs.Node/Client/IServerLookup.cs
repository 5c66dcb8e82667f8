namespace Runs.Node.Client;

/// <summary>Knows where a server is. It is asked anew for every request: a server that comes back may be elsewhere.</summary>
internal interface IServerLookup
{
    /// <summary>Where the server is now; <see langword="null"/> while it is nowhere.</summary>
    Task<ServerAddress?> Find(CancellationToken cancellation);

    /// <summary>Whether a server is known by <see cref="IsStill"/> alone, and needs no certificate that others trust.</summary>
    bool IsCertain { get; }

    /// <summary>
    /// Whether an address that was found is still that server's. Asked when the connection stands and before anything is sent: then
    /// whoever took the connection is that server.
    /// </summary>
    bool IsStill(ServerAddress address);
}
