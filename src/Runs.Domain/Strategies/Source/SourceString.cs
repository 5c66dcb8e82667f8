namespace Runs.Domain.Strategies;

/// <summary>A string, with all escapes resolved.</summary>
/// <param name="Value">The text.</param>
/// <param name="Position">Where the string starts.</param>
public sealed record SourceString(string Value, SourcePosition Position) : SourceNode(Position)
{
    internal override string TypeName => "string";
}
