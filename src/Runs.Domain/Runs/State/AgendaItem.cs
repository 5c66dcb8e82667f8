using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>A step that something can be done about, in the order of the plan; instances of a list in the order of its items.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Step">Its place.</param>
public readonly record struct AgendaItem(int Node, StepId Step) : IComparable<AgendaItem>
{
    /// <inheritdoc/>
    public int CompareTo(AgendaItem other) => Node != other.Node ? Node.CompareTo(other.Node) : Step.CompareByNumbers(other.Step);

    /// <summary>Earlier in the plan.</summary>
    public static bool operator <(AgendaItem left, AgendaItem right) => left.CompareTo(right) < 0;

    /// <summary>Later in the plan.</summary>
    public static bool operator >(AgendaItem left, AgendaItem right) => left.CompareTo(right) > 0;

    /// <summary>Not later in the plan.</summary>
    public static bool operator <=(AgendaItem left, AgendaItem right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier in the plan.</summary>
    public static bool operator >=(AgendaItem left, AgendaItem right) => left.CompareTo(right) >= 0;
}
