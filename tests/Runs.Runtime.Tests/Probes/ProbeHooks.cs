using Runs.Runtime.Messaging;

namespace Runs.Runtime.Tests.Probes;

/// <summary>Where a test looks into a probe, or makes it fail.</summary>
public sealed class ProbeHooks
{
    public Action<string, Envelope> OnDecide { get; set; } = (_, _) => { };

    public Action<string> OnEncode { get; set; } = _ => { };

    public Action<string> OnDecode { get; set; } = _ => { };

    public Action<string, ProbeState> OnReconcile { get; set; } = (_, _) => { };

    public Action<string> OnStop { get; set; } = _ => { };

    public Func<ProbeState, bool> IsDone { get; set; } = _ => false;

    /// <summary>How many probes were made and not stopped.</summary>
    public int Living { get; set; }
}
