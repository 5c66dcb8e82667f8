namespace Runs.Domain.Strategies;

/// <summary>A number, kept as its JSON text so that no digit is lost.</summary>
/// <param name="Text">A valid JSON number.</param>
/// <param name="Position">Where the number starts.</param>
public sealed record SourceNumber(string Text, SourcePosition Position) : SourceNode(Position)
{
    internal override string TypeName => "number";
}
