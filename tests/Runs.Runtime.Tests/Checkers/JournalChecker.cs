using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Runtime.Tests.Checkers;

/// <summary>What must hold for every stream of every journal.</summary>
public static class JournalChecker
{
    public static void Check(EntityId entity, IReadOnlyList<StoredAppend> stored)
    {
        var (seq, epoch) = (0L, 0L);
        foreach (var append in stored)
        {
            append.FirstSeq.ShouldBe(seq + 1, $"{entity} has a gap");
            append.Epoch.ShouldBeGreaterThanOrEqualTo(epoch, $"{entity} goes back to an older epoch");
            (seq, epoch) = (append.LastSeq, append.Epoch);
        }
    }
}
