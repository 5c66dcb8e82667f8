namespace Runs.Runtime;

/// <summary>The stable codes of the runtime's own refusals.</summary>
public static class RefusalCodes
{
    /// <summary>The mailbox is full. Nothing was done; ask again in a moment.</summary>
    public const string Busy = "entity.busy";

    /// <summary>The entity could not be recovered after repeated tries. Nothing was done.</summary>
    public const string Quarantined = "entity.quarantined";

    /// <summary>The entity failed on the command, which is a bug. What is stored is unharmed.</summary>
    public const string Crashed = "entity.crashed";

    /// <summary>This node doesn't own the entity's shard (any more). The outcome of the command is unknown; repeat it with the same command id.</summary>
    public const string Moved = "shard.moved";

    /// <summary>The journal definitely did not store the command (a full disk, for example). Nothing was done.</summary>
    public const string NotWritten = "journal.not-written";

    /// <summary>A permit slot that was proposed to the entity is held by another one. Nothing was done.</summary>
    public const string SlotTaken = "permit.taken";

    /// <summary>The entity did not answer in time. The outcome is unknown; repeat with the same command id.</summary>
    public const string Timeout = "entity.timeout";

    /// <summary>
    /// The node is shutting down. The outcome of a command that was being decided is unknown; repeat it with the same command id
    /// after the next start.
    /// </summary>
    public const string Stopping = "node.stopping";
}
