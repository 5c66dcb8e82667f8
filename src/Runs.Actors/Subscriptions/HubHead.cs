using Runs.Domain.Runs.State;

namespace Runs.Actors.Subscriptions;

/// <summary>How far a hub is. Between two heads a run has a whole number of appends more.</summary>
/// <param name="Seq">The last event.</param>
/// <param name="State">The run.</param>
/// <param name="Cursor">The place, with that in live output.</param>
/// <param name="LastFrame">The sequence number of the last journaled frame.</param>
internal sealed record HubHead(long Seq, RunState State, RunCursor Cursor, long LastFrame);
