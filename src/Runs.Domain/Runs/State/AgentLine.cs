using System.Collections.Immutable;
using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>Two steps of one agent never overlap: one holds the agent, the others stand in line in the order of the plan.</summary>
/// <param name="Holder">The step that has the agent.</param>
/// <param name="Line">The steps that wait for it.</param>
public sealed record AgentLine(StepId Holder, ImmutableSortedSet<AgendaItem> Line);
