namespace Runs.Domain.Runs.State;

/// <summary>A slot of a limit.</summary>
/// <param name="Limit">The limit's key.</param>
/// <param name="Slot">The slot, from 0.</param>
public readonly record struct PermitKey(string Limit, int Slot) : IComparable<PermitKey>
{
    /// <inheritdoc/>
    public int CompareTo(PermitKey other) =>
        string.CompareOrdinal(Limit, other.Limit) is var byLimit && byLimit != 0 ? byLimit : Slot.CompareTo(other.Slot);

    /// <summary>Before.</summary>
    public static bool operator <(PermitKey left, PermitKey right) => left.CompareTo(right) < 0;

    /// <summary>Behind.</summary>
    public static bool operator >(PermitKey left, PermitKey right) => left.CompareTo(right) > 0;

    /// <summary>Not behind.</summary>
    public static bool operator <=(PermitKey left, PermitKey right) => left.CompareTo(right) <= 0;

    /// <summary>Not before.</summary>
    public static bool operator >=(PermitKey left, PermitKey right) => left.CompareTo(right) >= 0;
}
