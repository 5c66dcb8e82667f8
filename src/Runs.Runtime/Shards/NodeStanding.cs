namespace Runs.Runtime.Shards;

/// <summary>What this node knows of a life of a node.</summary>
public enum NodeStanding
{
    /// <summary>It is this one.</summary>
    Here,

    /// <summary>It lives, as far as the table says.</summary>
    Live,

    /// <summary>Its lease has run out, or it isn't known yet: it may live.</summary>
    Unknown,

    /// <summary>It is over: it has left, or a newer life of its node has begun.</summary>
    Gone,
}
