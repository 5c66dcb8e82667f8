using Runs.Actors.Erasures;
using Runs.Actors.Live;
using Runs.Runtime.Nodes;

namespace Runs.Actors;

/// <summary>What the systems of several nodes say to each other about runs, beside commands: live output, and deletions.</summary>
internal sealed class RunExchange
{
    private readonly LiveSharing _sharing;

    /// <summary>Begins to listen. To be made before the node starts.</summary>
    public RunExchange(RuntimeNode node, LiveOutputs outputs, TimeProvider time)
    {
        var peers = node.Peers;
        _sharing = new LiveSharing(peers, outputs, node.IsWatchedElsewhere, time);
        Mirrors = new LiveMirrors(peers, outputs, time);
        outputs.Sharing = _sharing;
        peers.Handle<LiveWanted>((from, wanted) =>
        {
            _sharing.Wanted(from, wanted);
            return default;
        });
        peers.Handle<LiveShown>((from, shown) =>
        {
            Mirrors.Shown(from, shown);
            return default;
        });
        peers.Changed += Mirrors.Moved;
    }

    /// <summary>What watched attempts of other nodes show.</summary>
    public LiveMirrors Mirrors { get; }

    /// <summary>Answers what other nodes ask about deletions.</summary>
    public static void Handle(RuntimeNode node, RunDeletions deletions, AttemptLeavings attempts, RunErasures erasures)
    {
        node.Peers.Handle<DeleteRun>((_, asked) => deletions.Answer(asked));
        node.Peers.Handle<LeaveRun>((_, asked) => attempts.Answer(asked));
        node.Peers.Changed += erasures.Moved;
    }

    public void Start()
    {
        _sharing.Start();
        Mirrors.Start();
    }

    public async ValueTask Stop()
    {
        await _sharing.Stop();
        await Mirrors.Stop();
    }
}
