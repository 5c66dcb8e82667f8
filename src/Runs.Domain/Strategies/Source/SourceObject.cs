namespace Runs.Domain.Strategies;

/// <summary>An object; its members keep the order of the text and their names are distinct.</summary>
/// <param name="Members">The members.</param>
/// <param name="Position">Where the object starts.</param>
public sealed record SourceObject(ValueArray<SourceMember> Members, SourcePosition Position) : SourceNode(Position)
{
    internal override string TypeName => "object";
}
