using Runs.Domain;

namespace Runs.Node.Client;

/// <summary>The server didn't answer, or not now: whether it did what was asked isn't known. To be asked again.</summary>
/// <param name="why">What happened, as part of a sentence.</param>
/// <param name="isThere">Whether somebody answered.</param>
internal sealed class ServerAwayException(string why, bool isThere) : Exception(why)
{
    /// <summary>Whether somebody answered, if only to say that they can't now.</summary>
    public bool IsThere { get; } = isThere;

    /// <summary>Which one; <see langword="null"/> where that isn't known.</summary>
    public ServerAddress? Asked { get; init; }

    /// <summary>What the server says itself; <see langword="null"/> when it said nothing.</summary>
    public RunError? Said { get; init; }
}
