namespace Runs.Domain.Runs.State;

/// <summary>A slot of a limit, as somebody is given it.</summary>
/// <param name="Limit">The limit's key.</param>
/// <param name="Slot">The slot, from 0.</param>
/// <param name="Generation">From 1, and higher than that of every earlier holder of the slot.</param>
public readonly record struct Permit(string Limit, int Slot, long Generation)
{
    /// <summary>The slot.</summary>
    public PermitKey Key => new(Limit, Slot);
}
