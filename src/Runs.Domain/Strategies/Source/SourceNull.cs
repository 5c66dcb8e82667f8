namespace Runs.Domain.Strategies;

/// <summary>Null, or nothing where YAML expects a value.</summary>
/// <param name="Position">Where the value stands.</param>
public sealed record SourceNull(SourcePosition Position) : SourceNode(Position)
{
    internal override string TypeName => "null";
}
