namespace Runs.Runtime.Tests.Probes;

/// <summary>Asks a probe to wake after a time.</summary>
public sealed record WakeIn(TimeSpan Wait);
