namespace Runs.Runtime.Tests.Counters;

/// <summary>The counter's one event.</summary>
public sealed record Counted(string CommandId, long By);
