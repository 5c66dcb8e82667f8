namespace Runs.Domain.Plans;

/// <summary>What a node of a plan does.</summary>
public enum PlanNodeKind
{
    /// <summary>Runs its children one after another.</summary>
    Sequential,

    /// <summary>Runs its children one after another, round by round.</summary>
    Cycle,

    /// <summary>Runs its children side by side.</summary>
    Broadcast,

    /// <summary>Calls one agent.</summary>
    Agent,
}
