using Runs.Runtime.Cells;
using Runs.Runtime.Entities;

namespace Runs.Runtime.Tests.Worlds;

/// <summary>Remembers what became of the cells.</summary>
public sealed class RecordingListener : ICellListener
{
    public List<(string Entity, long Seq, long Epoch)> Recoveries { get; } = [];

    public List<(string Entity, Exception Error, int Failures, bool Quarantined)> Failures { get; } = [];

    public List<(string Entity, string Reason)> Doubts { get; } = [];

    public List<(string Entity, Exception Error)> Crashes { get; } = [];

    public List<string> Passivations { get; } = [];

    public void Recovered(EntityId entity, long seq, long epoch) => Recoveries.Add((entity.Id, seq, epoch));

    public void RecoveryFailed(EntityId entity, Exception error, int failures, bool quarantined) =>
        Failures.Add((entity.Id, error, failures, quarantined));

    public void Distrusted(EntityId entity, string reason) => Doubts.Add((entity.Id, reason));

    public void Crashed(EntityId entity, Exception error) => Crashes.Add((entity.Id, error));

    public void Passivated(EntityId entity) => Passivations.Add(entity.Id);
}
