namespace Runs.Runtime.Blobs;

/// <summary>Names a blob.</summary>
/// <param name="Group">With what it is deleted.</param>
/// <param name="Id">Which one of the group.</param>
public readonly record struct BlobId(string Group, string Id);
