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

    /// <summary>Runs each of its children as soon as what it needs has ended.</summary>
    Graph,

    /// <summary>Runs its one child once for each item of a list.</summary>
    ForEach,

    /// <summary>Calls one agent.</summary>
    Agent,
}
