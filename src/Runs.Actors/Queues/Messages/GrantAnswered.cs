using Runs.Actors.Queues.Admission;
using Runs.Runtime;

namespace Runs.Actors.Queues.Messages;

/// <summary>A run has answered a proposal; the coordinator tells itself.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Refusal">Why it wasn't taken; <see langword="null"/> when it was.</param>
internal sealed record GrantAnswered(Proposal Proposal, Refusal? Refusal);
