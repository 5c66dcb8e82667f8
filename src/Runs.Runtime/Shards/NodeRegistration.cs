namespace Runs.Runtime.Shards;

/// <summary>What a node says of itself when it joins.</summary>
/// <param name="Node">Its name, the same at each start.</param>
public sealed record NodeRegistration(string Node)
{
    /// <summary>Where other nodes reach it; empty for a node that is alone.</summary>
    public string Address { get; init; } = "";

    /// <summary>
    /// After so long without a renewal others may take its shards, by the table's clock. <see langword="null"/> for never: the journal is
    /// this node's alone, and something else sees to that. Default: <see langword="null"/>.
    /// </summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>Where clients reach it, such as <c>http://10.0.0.7:7422</c>; empty when it serves none. For those who look at the table only.</summary>
    public string ClientUrl { get; init; } = "";

    /// <summary>The version of its program. For those who look at the table only.</summary>
    public string Version { get; init; } = "";
}
