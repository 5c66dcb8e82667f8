using Runs.Node.Hocon.Keys;

namespace Runs.Node.Hocon.Values;

/// <summary>A part of a value that is put together from what stands on one line.</summary>
internal abstract record ValuePiece
{
    private ValuePiece()
    {
    }

    /// <summary>A word or a quoted text.</summary>
    public sealed record Literal(string Text) : ValuePiece;

    /// <summary>The blanks between two other pieces. Alone they do not make a value.</summary>
    public sealed record Gap(string Text) : ValuePiece;

    /// <summary><c>${path}</c>: must have a value.</summary>
    public sealed record Required(KeyPath Path) : ValuePiece;

    /// <summary><c>${?path}</c>: counts as not written when it has no value.</summary>
    public sealed record Optional(KeyPath Path) : ValuePiece;
}
