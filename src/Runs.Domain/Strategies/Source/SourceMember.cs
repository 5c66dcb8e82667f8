namespace Runs.Domain.Strategies;

/// <summary>One member of a <see cref="SourceObject"/>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Position">Where the key starts.</param>
public sealed record SourceMember(string Name, SourceNode Value, SourcePosition Position);
