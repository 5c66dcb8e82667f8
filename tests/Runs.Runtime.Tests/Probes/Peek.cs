namespace Runs.Runtime.Tests.Probes;

/// <summary>Asks a probe for its state; nothing is stored.</summary>
public sealed record Peek;
