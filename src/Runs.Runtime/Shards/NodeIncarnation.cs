namespace Runs.Runtime.Shards;

/// <summary>One life of a node: from a start of its process to the end of it.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Number">Unique among all nodes of a journal, and greater than every earlier one.</param>
public readonly record struct NodeIncarnation(string Node, long Number);
