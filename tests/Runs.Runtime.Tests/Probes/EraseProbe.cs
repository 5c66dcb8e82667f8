namespace Runs.Runtime.Tests.Probes;

/// <summary>Asks a probe to erase itself.</summary>
public sealed record EraseProbe;
