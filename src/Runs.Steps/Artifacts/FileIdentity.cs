namespace Runs.Steps.Artifacts;

/// <summary>Which file or directory something is, wherever it is called what.</summary>
/// <param name="Device">The device that it is on.</param>
/// <param name="Inode">Its number there.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode);
