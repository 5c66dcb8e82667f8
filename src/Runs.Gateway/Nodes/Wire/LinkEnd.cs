namespace Runs.Gateway.Nodes.Wire;

/// <summary>Why a link ended, or couldn't be made.</summary>
/// <param name="Code">One of <see cref="LinkCodes"/>.</param>
/// <param name="Message">The same in a sentence. It has nothing in it that the other end has sent.</param>
internal sealed record LinkEnd(string Code, string Message)
{
    public static LinkEnd WrongSecret { get; } = new(LinkCodes.WrongSecret, "The two nodes don't have the same secret: give both the same, and start again those that had another.");

    public static LinkEnd OtherLife { get; } = new(LinkCodes.OtherLife, "The link is meant for another life of a node, or of one that is over. The table of nodes shows who is there; it is looked at again.");

    public static LinkEnd NoVersion { get; } = new(LinkCodes.Version, "The two nodes have no version of the links' protocol in common: nodes of adjacent versions run side by side, so take one step at a time.");

    public static LinkEnd UnknownChannel { get; } = new(LinkCodes.UnknownChannel, "The other node asks for a channel that this version doesn't have.");

    public static LinkEnd Malformed { get; } = new(LinkCodes.Malformed, "What came isn't what nodes say to each other: look at who connects to this port.");

    public static LinkEnd FrameTooLong { get; } = new(LinkCodes.FrameTooLong, "The other node sent a frame longer than this one takes: give all nodes the same limit.");

    public static LinkEnd Late { get; } = new(LinkCodes.Late, "The other end didn't prove in time who it is.");

    public static LinkEnd Silent { get; } = new(LinkCodes.Silent, "Nothing was heard of the other node for too long, or it took nothing.");

    public static LinkEnd Replaced { get; } = new(LinkCodes.Replaced, "The other node has connected anew.");

    public static LinkEnd Closed { get; } = new(LinkCodes.Closed, "One of the two nodes is stopping, or that life is over.");

    public static LinkEnd Unreachable { get; } = new(LinkCodes.Unreachable, "Nobody answers at the node's address: look whether it runs, and whether the network lets connections through.");

    public static LinkEnd NotOpen { get; } = new(LinkCodes.Unreachable, "Whoever answers at the node's address takes no links, or not yet.");

    public static LinkEnd Address { get; } = new(LinkCodes.Address, "The node's address in the table of nodes is none: give it as host:port.");

    public static LinkEnd Untrusted { get; } = new(LinkCodes.Untrusted, "The node's certificate isn't one that this node trusts for that address, or it speaks no TLS: look at the authority and at the names in the certificate.");

    public static LinkEnd Crowded { get; } = new(LinkCodes.Crowded, "Too many connections of that address, or of all, haven't proven who they are: look at who connects to this port.");

    public static LinkEnd Broken { get; } = new(LinkCodes.Broken, "The connection broke.");
}
