using Runs.Checkers.Evidence;

namespace Runs.Checkers.Checkers;

/// <summary>The epoch never decreases along a stream.</summary>
internal sealed class StreamEpochChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "The epoch never decreases along a stream.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var epochs = new Dictionary<long, long>();
        foreach (var append in file.Journal.Appends)
        {
            var before = epochs.GetValueOrDefault(append.StreamKey);
            if (append.Stored.Epoch < before)
                yield return $"{append.Entity} goes back from epoch {before} to {append.Stored.Epoch} with event {append.Stored.FirstSeq}";
            epochs[append.StreamKey] = append.Stored.Epoch;
        }
    }
}
