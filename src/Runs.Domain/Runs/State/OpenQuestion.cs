using Runs.Domain.Identity;

namespace Runs.Domain.Runs.State;

/// <summary>A question of a model that a person has not answered yet.</summary>
/// <param name="RequestId">Names it in all the world; answers name it.</param>
/// <param name="Step">The step whose model asks.</param>
/// <param name="Unit">The tool call.</param>
/// <param name="AgentName">The agent that asks.</param>
/// <param name="Question">The question.</param>
/// <param name="Since">Since when.</param>
public sealed record OpenQuestion(string RequestId, StepId Step, StepId Unit, string AgentName, string Question, DateTimeOffset Since);
