namespace Runs.Runtime.Links;

/// <summary>A frame that has come from another node.</summary>
/// <param name="From">The incarnation that sent it.</param>
/// <param name="Channel">On which way.</param>
/// <param name="Data">What it says; the receiver may keep it.</param>
public readonly record struct LinkFrame(long From, LinkChannel Channel, ReadOnlyMemory<byte> Data);
