namespace Runs.Domain.Strategies;

/// <summary>
/// Where something stands in its text, counted from 1. It takes no part in equality: two strategies that say the same are equal,
/// wherever and in whichever format they say it.
/// </summary>
/// <param name="Line">Line, from 1; 0 when the text is not known.</param>
/// <param name="Column">Column in UTF-16 units, from 1; 0 when the text is not known.</param>
public readonly record struct SourcePosition(int Line, int Column)
{
    /// <summary>Always true; see the type.</summary>
    public bool Equals(SourcePosition other) => true;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
