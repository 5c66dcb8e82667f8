using Runs.Domain.Contents;

namespace Runs.Domain.Runs.Forks;

/// <summary>Something that was said in the run that a fork comes from, and that the fork's agents remember.</summary>
/// <param name="Id">Its id in the fork.</param>
/// <param name="AgentName">The agent.</param>
/// <param name="Thread">The conversation that it belongs to.</param>
/// <param name="Message">What the agent was told.</param>
/// <param name="Text">What it replied.</param>
public sealed record TakenRecord(string Id, string AgentName, string Thread, Content Message, Content Text);
