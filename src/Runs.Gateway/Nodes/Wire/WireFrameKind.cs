namespace Runs.Gateway.Nodes.Wire;

/// <summary>What a frame on a link is. The numbers are part of the protocol.</summary>
internal enum WireFrameKind : byte
{
    /// <summary>What a node says to the other.</summary>
    Data = 0,

    /// <summary>Whether the other is there: a number.</summary>
    Ping = 1,

    /// <summary>It is: the number of the ping.</summary>
    Pong = 2,
}
