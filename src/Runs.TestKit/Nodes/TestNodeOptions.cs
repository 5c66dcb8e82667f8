using System.Collections.Immutable;
using Runs.Actors.Attempts;
using Runs.Domain.Admissions;
using Runs.Domain.Runs.State;
using Runs.Runtime.Nodes;
using Runs.Steps.Models;
using Runs.TestKit.Agents;

namespace Runs.TestKit.Nodes;

/// <summary>How a <see cref="TestNode"/> works.</summary>
public sealed record TestNodeOptions
{
    /// <summary>Decides the order in which things happen that could happen in any order. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The models that agents may name. Default: none.</summary>
    public ImmutableArray<ScriptedModel> Models { get; init; } = [];

    /// <summary>Agents, whether models, processes or requests, whose work is done by a function instead. Default: none.</summary>
    public ImmutableArray<AgentScript> Agents { get; init; } = [];

    /// <summary>Handlers of the test's own, each made at every start of the node with the node's clock. Default: none.</summary>
    public ImmutableArray<Func<TimeProvider, IStepHandler>> Handlers { get; init; } = [];

    /// <summary>What runs take over when they are prepared.</summary>
    public RunSettings Runs { get; init; } = new();

    /// <summary>The queues that runs wait in, and the limits. Default: one queue without bounds, and no limits.</summary>
    public AdmissionRules Admission { get; init; } = new();

    /// <summary>The node beneath.</summary>
    public RuntimeOptions Runtime { get; init; } = new();

    /// <summary>What relative strategy paths are relative to. Default: the directory of the test's assembly.</summary>
    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>How much virtual time may pass before something that is waited for is called missing. Default: 1 day.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromDays(1);
}
