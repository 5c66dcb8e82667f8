namespace Runs.Gateway.Nodes;

/// <summary>Why links between nodes end or aren't made; docs/node-links.md says with which close code each goes over the wire.</summary>
public static class LinkCodes
{
    /// <summary>The other end doesn't know the secret.</summary>
    public const string WrongSecret = "link.wrong-secret";

    /// <summary>The link was meant for another life of a node, or comes from one that is over.</summary>
    public const string OtherLife = "link.other-life";

    /// <summary>The two have no version of the protocol in common.</summary>
    public const string Version = "link.version";

    /// <summary>There is no such channel.</summary>
    public const string UnknownChannel = "link.unknown-channel";

    /// <summary>What came isn't what the protocol says.</summary>
    public const string Malformed = "link.malformed";

    /// <summary>A frame is longer than frames may be.</summary>
    public const string FrameTooLong = "link.frame-too-long";

    /// <summary>The proof didn't come in time.</summary>
    public const string Late = "link.late";

    /// <summary>Nothing was heard for too long, or nothing could be sent.</summary>
    public const string Silent = "link.silent";

    /// <summary>A newer connection of the same node has taken the place of this one.</summary>
    public const string Replaced = "link.replaced";

    /// <summary>One of the two is stopping, or that life is over.</summary>
    public const string Closed = "link.closed";

    /// <summary>Nobody answers at the address, or it isn't a node that can take links yet.</summary>
    public const string Unreachable = "link.unreachable";

    /// <summary>Too many connections haven't proven yet who they are.</summary>
    public const string Crowded = "link.crowded";

    /// <summary>The connection broke.</summary>
    public const string Broken = "link.broken";

    /// <summary>The address in the table of nodes is none.</summary>
    public const string Address = "link.address";

    /// <summary>The certificate of the other end isn't one that this node trusts, or it speaks no TLS.</summary>
    public const string Untrusted = "link.untrusted";

    /// <summary>The certificate, its key or the authority can't be used.</summary>
    public const string Certificate = "link.certificate";

    /// <summary>The secret could be guessed.</summary>
    public const string WeakSecret = "link.weak-secret";

    /// <summary>A time or a size makes no sense.</summary>
    public const string Options = "link.options";
}
