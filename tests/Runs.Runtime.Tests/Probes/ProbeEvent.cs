namespace Runs.Runtime.Tests.Probes;

/// <summary>What a probe stores: "add" with a command id and an amount, "wake" with a time, "woken", "erase".</summary>
public sealed record ProbeEvent(string What, string CommandId = "", long Number = 0);
