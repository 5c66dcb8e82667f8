namespace Runs.Domain.Strategies;

/// <summary>True or false.</summary>
/// <param name="Value">The value.</param>
/// <param name="Position">Where the value starts.</param>
public sealed record SourceBoolean(bool Value, SourcePosition Position) : SourceNode(Position)
{
    internal override string TypeName => "boolean";
}
