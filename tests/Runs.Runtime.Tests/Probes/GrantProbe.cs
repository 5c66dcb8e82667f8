using Runs.Runtime.Messaging;

namespace Runs.Runtime.Tests.Probes;

/// <summary>Proposes a slot to a probe, which takes it.</summary>
public sealed record GrantProbe(string Limit, int Slot) : IPermitGrant;
