namespace Runs.Domain.Strategies;

/// <summary>One thing that is wrong with a strategy.</summary>
/// <param name="Code">One of <see cref="StrategyCodes"/>.</param>
/// <param name="Path">Where in the strategy, dotted, such as <c>flow.steps.0.agent</c>; empty for the whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Line">Line of the text, from 1, where it is known.</param>
/// <param name="Column">Column of the text, from 1, where it is known.</param>
public sealed record StrategyIssue(string Code, string Path, string Message, int? Line = null, int? Column = null);
