namespace Runs.Runtime.Links;

/// <summary>What a frame between nodes is. The numbers are part of the format.</summary>
internal enum PeerFrameKind : byte
{
    /// <summary>A question of the host's: correlation, message.</summary>
    Ask = 1,

    /// <summary>A message of the host's that nobody answers: message.</summary>
    Tell = 2,

    /// <summary>A command for an entity, with an answer: correlation, address, command id, whether it is internal, the epoch of the shard that its sender has seen, command.</summary>
    Command = 3,

    /// <summary>A command for an entity without an answer: address, and the rest as above; the epoch is 0.</summary>
    CommandTold = 4,

    /// <summary>An answer: correlation, message or nothing.</summary>
    Answer = 5,

    /// <summary>A refusal of an entity or of the runtime: correlation, code, text.</summary>
    Refusal = 6,

    /// <summary>The question was not understood, or its handler failed: correlation, text.</summary>
    Fault = 7,

    /// <summary>Shards were given back: look at the table.</summary>
    Look = 8,
}
