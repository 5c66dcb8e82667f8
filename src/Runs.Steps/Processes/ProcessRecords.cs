using Newtonsoft.Json;
using Runs.Actors.Attempts;

namespace Runs.Steps.Processes;

/// <summary>The records of the processes that run: a file for each attempt, named by its span.</summary>
internal sealed class ProcessRecords(string directory)
{
    private readonly string _scope = Path.GetFullPath(directory);

    private static readonly long OwnStartTime = ProcessStat.Read(Environment.ProcessId)!.Value.StartTime;

    /// <summary>Notes down a process, all or nothing. It need not survive the system: the process doesn't either.</summary>
    public void Write(AttemptKey key, int pid, long startTime)
    {
        var record = new ProcessRecord
        {
            Pid = pid,
            StartTime = startTime,
            BootId = ProcessRecord.CurrentBootId,
            Run = key.Run.Value,
            Unit = key.Unit.Value,
            Attempt = key.Attempt,
            NodePid = Environment.ProcessId,
            NodeStartTime = OwnStartTime,
        };
        PrivateFiles.CreateDirectory(directory);
        var path = PathOf(key);
        var unfinished = path + ".tmp";
        File.Delete(unfinished);
        using (var file = PrivateFiles.Create(unfinished))
        using (var writer = new StreamWriter(file))
            writer.Write(JsonConvert.SerializeObject(record));
        File.Move(unfinished, path, overwrite: true);
    }

    public void Remove(AttemptKey key)
    {
        if (Directory.Exists(directory))
            File.Delete(PathOf(key));
    }

    /// <summary>The record of an attempt; <see langword="null"/> when there is none.</summary>
    public ProcessRecord? Find(AttemptKey key)
    {
        var record = Read(PathOf(key));
        return record is not null && (record.Run, record.Unit, record.Attempt) == (key.Run.Value, key.Unit.Value, key.Attempt) ? record : null;
    }

    /// <summary>All files of the directory, with their records; those without one are of no use to anybody.</summary>
    public IReadOnlyList<(string Path, ProcessRecord? Record)> All() =>
        Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory).Select(path => (path, Read(path)))] : [];

    /// <summary>The trace context by which the processes of an attempt are known.</summary>
    public string TraceParentOf(AttemptKey key) => TraceParent.Of(key, _scope);

    private string PathOf(AttemptKey key) => Path.Combine(directory, TraceParentOf(key).Split('-')[2] + ".json");

    private static ProcessRecord? Read(string path)
    {
        try
        {
            var record = JsonConvert.DeserializeObject<ProcessRecord>(File.ReadAllText(path));
            return record is { IsPlausible: true } ? record : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            return null;
        }
    }
}
