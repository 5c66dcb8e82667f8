namespace Runs.Domain.Strategies;

/// <summary>An array.</summary>
/// <param name="Items">The elements.</param>
/// <param name="Position">Where the array starts.</param>
public sealed record SourceArray(ValueArray<SourceNode> Items, SourcePosition Position) : SourceNode(Position)
{
    internal override string TypeName => "array";
}
