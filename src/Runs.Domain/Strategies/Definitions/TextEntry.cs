namespace Runs.Domain.Strategies;

/// <summary>One entry of a map from names to texts.</summary>
/// <param name="Name">The name, distinct in its map.</param>
/// <param name="Value">The text.</param>
public sealed record TextEntry(string Name, string Value);
