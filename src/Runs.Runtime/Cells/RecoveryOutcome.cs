namespace Runs.Runtime.Cells;

/// <summary>How one try of a recovery went.</summary>
internal enum RecoveryOutcome
{
    /// <summary>The entity is there.</summary>
    Done,

    /// <summary>The journal could not be read, which says nothing about the entity.</summary>
    Unreadable,

    /// <summary>The entity, or what is stored of it, is at fault.</summary>
    Failed,
}
