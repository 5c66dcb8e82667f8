using Runs.Actors.Attempts;

namespace Runs.TestKit.Agents;

/// <summary>Does the work of an agent in a test, whether the strategy calls it a model, a process or a request.</summary>
/// <param name="AgentName">The agent.</param>
/// <param name="Reply">Makes its reply from what it is asked. What it throws is a failed attempt.</param>
public sealed record AgentScript(string AgentName, Func<AttemptRequest, string> Reply);
