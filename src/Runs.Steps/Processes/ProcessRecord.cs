using Newtonsoft.Json;
using Runs.Actors.Attempts;
using Runs.Domain.Identity;

namespace Runs.Steps.Processes;

/// <summary>What a node notes down about a process while it runs.</summary>
internal sealed record ProcessRecord
{
    [JsonProperty("pid", Required = Required.Always)]
    public required int Pid { get; init; }

    [JsonProperty("startTime", Required = Required.Always)]
    public required long StartTime { get; init; }

    [JsonProperty("bootId", Required = Required.Always)]
    public required string BootId { get; init; }

    [JsonProperty("run", Required = Required.Always)]
    public required string Run { get; init; }

    [JsonProperty("unit", Required = Required.Always)]
    public required string Unit { get; init; }

    [JsonProperty("attempt", Required = Required.Always)]
    public required int Attempt { get; init; }

    [JsonProperty("nodePid", Required = Required.Always)]
    public required int NodePid { get; init; }

    [JsonProperty("nodeStartTime", Required = Required.Always)]
    public required long NodeStartTime { get; init; }

    /// <summary>Since when the system is up: process ids and start times mean nothing to the next time.</summary>
    [JsonIgnore]
    public static string CurrentBootId { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>The attempt.</summary>
    [JsonIgnore]
    public AttemptKey Key => new(RunId.Parse(Run), new StepId(Unit), Attempt);

    /// <summary>Whether it is the record of an attempt at all. To signal group 0 or 1 would end far more than that.</summary>
    [JsonIgnore]
    public bool IsPlausible => Pid > 1 && RunId.TryParse(Run, out _, out _);

    /// <summary>Whether the process is still known to the system, alive or not yet buried.</summary>
    [JsonIgnore]
    public bool IsKnown => Find(Pid, StartTime) is not null;

    /// <summary>Whether the node that started the process lives.</summary>
    [JsonIgnore]
    public bool HasLiveNode => Find(NodePid, NodeStartTime) is { IsLive: true };

    private ProcessStat? Find(int id, long startTime) =>
        BootId == CurrentBootId && ProcessStat.Read(id) is { } stat && stat.StartTime == startTime ? stat : null;
}
