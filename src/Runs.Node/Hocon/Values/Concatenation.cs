using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>Pieces of one line with at least one substitution among them. Not part of a resolved tree.</summary>
internal sealed class Concatenation(IReadOnlyList<ValuePiece> pieces, Origin origin) : ConfigValue(origin)
{
    /// <summary>The pieces from left to right.</summary>
    public IReadOnlyList<ValuePiece> Pieces { get; } = pieces;

    /// <inheritdoc/>
    public override string Describe(KeyPath key) => "a substitution";
}
