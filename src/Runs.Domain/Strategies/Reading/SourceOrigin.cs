namespace Runs.Domain.Strategies;

/// <summary>
/// The place in a file of what the canonical form of a strategy has elsewhere, so that a message names what the author wrote. Like a
/// position it takes no part in equality.
/// </summary>
/// <param name="Path">The place; null where both are the same.</param>
internal readonly record struct SourceOrigin(SourcePath? Path)
{
    /// <summary>Always true; see the type.</summary>
    public bool Equals(SourceOrigin other) => true;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
