using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Actors.Erasures;

/// <summary>Sees to it that nothing of a run that has ended lives any more, on any node. Attempts stay where they were dispatched, whoever owns the run.</summary>
/// <param name="attempts">Those of this node.</param>
/// <param name="peers">The other nodes.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptLeavings(AttemptHost attempts, Peers peers, TimeProvider time)
{
    /// <summary>So long a node that was asked waits before it says that something still lives; who asked asks again.</summary>
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether everything is gone, within a time. A node that can't be reached, and whose lease has run out, is counted as gone.</summary>
    public async ValueTask<bool> Leave(RunId run, TimeSpan within)
    {
        using var late = new CancellationTokenSource(within, time);
        var others = peers.Nodes.Select(node => node.Incarnation.Number).Where(MayLive).Select(node => LeaveThere(node, run, late.Token)).ToList();
        var isLeft = await attempts.Leaves(run, within);
        foreach (var other in others)
            isLeft &= await other;
        return isLeft;
    }

    /// <summary>What is said to a node that asks.</summary>
    public async ValueTask<object?> Answer(LeaveRun asked) => new RunLeft(await attempts.Leaves(asked.Run, Asked));

    private bool MayLive(long node) => peers.StandingOf(node) is NodeStanding.Live or NodeStanding.Unknown;

    private async Task<bool> LeaveThere(long node, RunId run, CancellationToken late)
    {
        while (MayLive(node))
        {
            if (await HasLeft(node, run, late))
                return true;
            if (!await Pause(late))
                return false;
        }

        return true;
    }

    private async ValueTask<bool> HasLeft(long node, RunId run, CancellationToken late)
    {
        try
        {
            return await peers.Ask(node, new LeaveRun(run), late) is RunLeft { IsLeft: true };
        }
        catch (PeerException)
        {
            return peers.StandingOf(node) != NodeStanding.Live;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async ValueTask<bool> Pause(CancellationToken late)
    {
        try
        {
            await Task.Delay(AskAgain, time, late);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
