namespace Runs.Runtime.Links;

/// <summary>Another node gave no answer.</summary>
public sealed class PeerException : Exception
{
    /// <summary>That life is over; what it was asked it may have done.</summary>
    public const string Gone = "peer.gone";

    /// <summary>It can't be reached, or didn't answer in time; what it was asked it may do yet.</summary>
    public const string Unreachable = "peer.unreachable";

    /// <summary>It answered that it can't: it doesn't know the question, or failed on it.</summary>
    public const string Failed = "peer.failed";

    /// <summary>Makes one with a stable code and a sentence for the log.</summary>
    public PeerException(string code, string message)
        : base(message) => Code = code;

    /// <summary><see cref="Gone"/>, <see cref="Unreachable"/> or <see cref="Failed"/>.</summary>
    public string Code { get; }
}
