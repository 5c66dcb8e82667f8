using Runs.Domain.Identity;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Actors.Attempts;

/// <summary>The nodes on which attempts may live.</summary>
/// <param name="peers">What nodes say to each other.</param>
/// <param name="isAlone">Whether the journal has no other node, so that every other life is an earlier one of this.</param>
internal sealed class AttemptNodes(Peers peers, bool isAlone)
{
    private volatile bool _hasEnded;

    /// <summary>Whether there is no other node that could have this node's runs.</summary>
    public bool IsAlone => isAlone;

    /// <summary>Whether this node is about to be gone: nobody hears it any more.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Whether the run is this node's, as far as it knows. One that moves leaves its cell a little later.</summary>
    public bool Owns(RunId run) => IsAlone || peers.OwnerOf(RunEntity.Of(run)) == peers.Self.Number;

    /// <summary>This node ends.</summary>
    public void End() => _hasEnded = true;

    /// <summary>Asks a node about an attempt.</summary>
    public async ValueTask<AttemptStanding> Ask(long node, AttemptInquiry inquiry)
    {
        if (IsAlone || peers.StandingOf(node) == NodeStanding.Gone)
            return AttemptStanding.Over;
        try
        {
            return await peers.Ask(node, inquiry) is AttemptPresence { IsHere: false } ? AttemptStanding.Absent : AttemptStanding.Here;
        }
        catch (PeerException error)
        {
            return error.Code == PeerException.Gone || await peers.IsOver(node) ? AttemptStanding.Over : AttemptStanding.Unreachable;
        }
    }
}
