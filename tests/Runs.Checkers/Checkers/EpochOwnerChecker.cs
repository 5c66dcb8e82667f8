using Runs.Checkers.Evidence;
using Runs.Domain.Runs.Events;

namespace Runs.Checkers.Checkers;

/// <summary>An epoch of a shard belongs to one life of one node, as far as events name who wrote them: each takeover raises the epoch.</summary>
internal sealed class EpochOwnerChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "An epoch of a shard belongs to one life of one node.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var owners = new Dictionary<(int Shard, long Epoch), long>();
        foreach (var run in file.Runs)
        {
            foreach (var stored in run.Events)
            {
                if (WriterOf(stored.Raised) is not { } writer)
                    continue;
                var append = file.Journal.Appends[stored.Commit];
                var owner = (append.Shard, append.Stored.Epoch);
                if (!owners.TryAdd(owner, writer) && owners[owner] != writer)
                    yield return $"{run.Run} was written by node {writer} in epoch {owner.Epoch} of shard {owner.Shard}, which node {owners[owner]} has (event {stored.Seq})";
            }
        }
    }

    private static long? WriterOf(RunEvent raised) => raised switch
    {
        StepDispatched dispatched => dispatched.Node,
        RunRecovered recovered => recovered.Node,
        _ => null,
    };
}
