namespace Runs.Runtime.Nodes;

/// <summary>How a node lives among others.</summary>
public sealed record ClusterOptions
{
    /// <summary>Where other nodes reach it. Default: empty; the node is alone.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where clients reach it, for those who look at the table of nodes. Default: empty; it serves none.</summary>
    public string ClientUrl { get; init; } = "";

    /// <summary>The version of the program, for those who look at the table of nodes. Default: empty.</summary>
    public string Version { get; init; } = "";

    /// <summary>
    /// After so long without a renewal others take its shards over. <see langword="null"/> for a node that is alone with its journal: it owns
    /// every shard, and nobody takes them. Default: <see langword="null"/>.
    /// </summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>How often the lease is renewed; well below a third of it. Default: 2 s.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the tables of nodes and shards are read. Hints of other nodes come sooner. Default: 1 s.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So long a shard that is handed over may take to finish its turns; then it is given back as it is. Default: 10 s.</summary>
    public TimeSpan HandOffDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So many shards are claimed at the first look of a node among others, and twice as many at each further one. Default: 16.</summary>
    public int FirstClaims { get; init; } = 16;

    /// <summary>So many shards are handed over at a time. Default: 16.</summary>
    public int MoveAtOnce { get; init; } = 16;

    /// <summary>Who doesn't answer for so long can't be reached; a command is sent again then. Default: 5 s.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So many questions to other nodes may be under way, and so many of theirs; more find nobody. Default: 8,192.</summary>
    public int MaxQuestions { get; init; } = 8192;

    /// <summary>Whether the journal has no other node.</summary>
    public bool IsAlone => Lease is null;
}
