using System.Text;
using Runs.Actors.Attempts;

namespace Runs.Steps.Processes;

/// <summary>Ends the processes of nodes that died. They are known by their records, and by the TRACEPARENT that they inherit.</summary>
public static class ProcessLeftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Kills everything that nodes which are dead now have recorded in a directory, and removes the records; to be called when a
    /// node starts. Returns how many records there were.
    /// </summary>
    /// <exception cref="TimeoutException">Something is still there some time after it was killed. Its record stays.</exception>
    public static async ValueTask<int> ReapAll(string recordDirectory, TimeProvider time)
    {
        var all = new ProcessRecords(recordDirectory);
        var left = all.All().Where(file => file.Record is not { HasLiveNode: true }).ToList();
        var records = left.Select(file => file.Record).OfType<ProcessRecord>().ToList();
        if (records.Count > 0)
            await Kill(records, [.. records.Select(record => all.TraceParentOf(record.Key))], time);
        foreach (var (path, _) in left)
            File.Delete(path);
        return records.Count;
    }

    /// <summary>Kills the groups recorded, and everything that inherited one of the values, again and again until nothing is left.</summary>
    internal static async ValueTask Kill(IReadOnlyList<ProcessRecord> records, HashSet<string> traceParents, TimeProvider time)
    {
        // Once known, a group is ours while anything of it is left.
        var groups = records.Where(record => record.IsKnown).Select(record => record.Pid).ToHashSet();
        var own = ProcessStat.Read(Environment.ProcessId)?.Group;
        var started = time.GetTimestamp();
        while (true)
        {
            var left = ProcessStat.Live().Where(stat => IsLeftover(stat, groups, traceParents)).ToList();
            if (left.Count == 0)
                return;
            if (time.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"Processes {string.Join(", ", left.Select(stat => stat.Id))} are still there {Patience.TotalSeconds:0} s after they were killed.");

            foreach (var group in left.Select(stat => stat.Group).Distinct().Where(group => groups.Contains(group) && group != own))
                Posix.Signal(-group, Posix.Kill);
            foreach (var stat in left)
                Posix.Signal(stat.Id, Posix.Kill);
            await Task.Delay(Wait, time);
        }
    }

    private static bool IsLeftover(ProcessStat stat, HashSet<int> groups, HashSet<string> traceParents) =>
        stat.Id != Environment.ProcessId && (groups.Contains(stat.Group) || groups.Contains(stat.Id) || HasInherited(stat.Id, traceParents));

    private static bool HasInherited(int id, HashSet<string> traceParents)
    {
        const string Prefix = ChildEnvironment.TraceParentName + "=";
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/environ")).Split('\0')
                .Any(variable => variable.StartsWith(Prefix, StringComparison.Ordinal) && traceParents.Contains(variable[Prefix.Length..]));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Gone, or another user's.
            return false;
        }
    }
}
