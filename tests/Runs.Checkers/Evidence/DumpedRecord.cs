using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Checkers.Evidence;

/// <summary>Reads a record from a dump. What was erased isn't in it.</summary>
internal static class DumpedRecord
{
    /// <summary>Reads all of it into memory.</summary>
    /// <exception cref="JournalException">It can't be read.</exception>
    public static async Task<JournalRecord> Of(IJournalDump dump)
    {
        var keys = new Dictionary<EntityId, long>();
        var appends = new List<RecordedAppend>();
        await foreach (var append in dump.Appends(default))
        {
            if (!keys.TryGetValue(append.Entity, out var key))
                keys.Add(append.Entity, key = keys.Count + 1);
            var stored = new StoredAppend(append.FirstSeq, append.LastSeq, append.Epoch, append.At, append.Data);
            appends.Add(new RecordedAppend(append.Entity, key, append.Shard, stored));
        }

        var permits = new List<RecordedPermit>();
        await foreach (var permit in dump.Permits(default))
            permits.Add(new RecordedPermit(permit.LimitKey, permit.Permit));
        var rows = new List<ListedStream>();
        await foreach (var row in dump.Rows(default))
            rows.Add(row);
        return new JournalRecord { Appends = appends, Permits = permits, Rows = rows, Shards = await dump.Shards(default) };
    }
}
