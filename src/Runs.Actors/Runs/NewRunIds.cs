using Runs.Domain.Identity;
using Runs.Runtime.Nodes;

namespace Runs.Actors.Runs;

/// <summary>
/// Ids for new runs. The id decides where a run lives, so a node that has little to do draws until it gets one of its own: then preparing,
/// starting, executing and watching the run cost no way to another node. What the clients of one node bring beyond that is spread over all.
/// </summary>
internal sealed class NewRunIds(RunSystemOptions options, RuntimeNode node, Func<int> liveAttempts)
{
    // With a tenth of the shards, all but one of eight hundred are found.
    private const int Draws = 64;

    public RunId Next()
    {
        var id = Draw();
        if (!StaysHere)
            return id;
        for (var draw = 1; draw < Draws && node.Peers.OwnerOf(RunEntity.Of(id)) != node.Incarnation.Number; draw++)
            id = Draw();
        return id;
    }

    private bool StaysHere => !options.Runtime.Cluster.IsAlone && liveAttempts() < options.LocalAttempts && node.OwnedShards > 0;

    private RunId Draw() => RunId.Parse(options.NewId());
}
