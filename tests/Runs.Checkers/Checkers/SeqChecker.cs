using Runs.Checkers.Evidence;

namespace Runs.Checkers.Checkers;

/// <summary>The events of each stream are numbered from 1, without a gap, and no number is used twice.</summary>
internal sealed class SeqChecker : IChecker
{
    /// <inheritdoc/>
    public string Promise => "Each event is stored once, numbered from 1 in its stream, without a gap.";

    /// <inheritdoc/>
    public IEnumerable<string> Problems(CaseFile file)
    {
        var ends = new Dictionary<long, long>();
        foreach (var append in file.Journal.Appends.Where(append => !append.IsErasure))
        {
            var (first, last, end) = (append.Stored.FirstSeq, append.Stored.LastSeq, ends.GetValueOrDefault(append.StreamKey));
            if (first != end + 1)
                yield return $"{append.Entity} goes on with {first} after {end}";
            if (last < first)
                yield return $"{append.Entity} stores nothing from {first} to {last}";
            ends[append.StreamKey] = last;
        }

        foreach (var run in file.Runs.Where(run => run.Miscount is not null))
            yield return $"{run.Run} {run.Miscount}";
    }
}
