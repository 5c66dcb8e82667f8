using Runs.Runtime.Entities;
using Runs.Runtime.Journal;

namespace Runs.Checkers.Evidence;

/// <summary>One append that was committed.</summary>
/// <param name="Entity">The stream's name.</param>
/// <param name="StreamKey">Its key. A name that was erased and used again has another.</param>
/// <param name="Shard">The shard that fences it.</param>
/// <param name="Stored">What was stored.</param>
/// <param name="IsErasure">Whether it erased the stream instead; then nothing is stored with it.</param>
internal sealed record RecordedAppend(EntityId Entity, long StreamKey, int Shard, StoredAppend Stored, bool IsErasure = false);
