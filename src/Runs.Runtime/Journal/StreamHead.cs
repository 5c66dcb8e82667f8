namespace Runs.Runtime.Journal;

/// <summary>Where a stream is and where it ends.</summary>
/// <param name="StreamKey">Its key in the store.</param>
/// <param name="LastSeq">The sequence number of its last event.</param>
public readonly record struct StreamHead(long StreamKey, long LastSeq);
