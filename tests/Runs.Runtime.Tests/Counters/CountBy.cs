namespace Runs.Runtime.Tests.Counters;

/// <summary>The counter's one command.</summary>
public sealed record CountBy(long By);
