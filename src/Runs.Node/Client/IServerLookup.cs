namespace Runs.Node.Client;

/// <summary>Knows where a server is. It is asked anew for every request: a server that comes back may be elsewhere.</summary>
internal interface IServerLookup
{
    /// <summary>Where the server is now; <see langword="null"/> while it is nowhere.</summary>
    Task<ServerAddress?> Find(CancellationToken cancellation);

    /// <summary>How many servers there are to turn to.</summary>
    int Count { get; }

    /// <summary>A server didn't answer, or can't now: another one is to be found from now on, if there is one.</summary>
    /// <param name="from">Which one; <see langword="null"/> for the one that would be found now. One that was turned from already changes nothing.</param>
    void Turn(ServerAddress? from);

    /// <summary>Whether a server is known by <see cref="IsStill"/> alone, and needs no certificate that others trust.</summary>
    bool IsCertain { get; }

    /// <summary>
    /// Whether an address that was found is still that server's. Asked when the connection stands and before anything is sent: then
    /// whoever took the connection is that server.
    /// </summary>
    bool IsStill(ServerAddress address);
}
