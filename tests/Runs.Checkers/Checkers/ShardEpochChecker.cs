using Runs.Checkers.Evidence;

namespace Runs.Checkers.Checkers;

/// <summary>
/// Within a shard the epoch never decreases in the order of the commits: who was deposed writes nothing, in whatever stream. Nor is anything
/// written in an epoch that the shard hasn't come to.
/// </summary>
internal sealed class ShardEpochChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "Within a shard the epoch never decreases: who was deposed writes nothing.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var epochs = new SortedDictionary<int, long>();
        foreach (var append in file.Journal.Appends)
        {
            var before = epochs.GetValueOrDefault(append.Shard);
            if (append.Stored.Epoch < before)
                yield return $"{append.Entity} was written in epoch {append.Stored.Epoch} of shard {append.Shard}, which had come to {before}";
            epochs[append.Shard] = Math.Max(before, append.Stored.Epoch);
        }

        foreach (var shard in file.Journal.Shards.Where(shard => shard.Epoch < epochs.GetValueOrDefault(shard.Shard)))
            yield return $"shard {shard.Shard} is in epoch {shard.Epoch}, and {epochs[shard.Shard]} was written in";
    }
}
