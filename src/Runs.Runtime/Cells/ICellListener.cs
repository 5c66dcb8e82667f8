using Runs.Runtime.Entities;

namespace Runs.Runtime.Cells;

/// <summary>Hears what becomes of the cells of a node: for logs, metrics and the tests' traces. Must not throw or block.</summary>
public interface ICellListener
{
    /// <summary>A cell has folded its stream and takes commands.</summary>
    void Recovered(EntityId entity, long seq, long epoch);

    /// <summary>A recovery failed; the cell tries again unless it is quarantined. A journal that could not be read isn't counted as a failure.</summary>
    void RecoveryFailed(EntityId entity, Exception error, int failures, bool quarantined);

    /// <summary>An append of unknown outcome, a conflict or a fence: the cell forgets what it knows and recovers.</summary>
    void Distrusted(EntityId entity, string reason);

    /// <summary>An entity threw while it decided or reconciled, which is a bug; it is recovered.</summary>
    void Crashed(EntityId entity, Exception error);

    /// <summary>A cell went, to be made again when somebody needs it.</summary>
    void Passivated(EntityId entity);

    /// <summary>A listener that ignores everything.</summary>
    static ICellListener None { get; } = new Silent();

    private sealed class Silent : ICellListener
    {
        public void Recovered(EntityId entity, long seq, long epoch)
        {
        }

        public void RecoveryFailed(EntityId entity, Exception error, int failures, bool quarantined)
        {
        }

        public void Distrusted(EntityId entity, string reason)
        {
        }

        public void Crashed(EntityId entity, Exception error)
        {
        }

        public void Passivated(EntityId entity)
        {
        }
    }
}
