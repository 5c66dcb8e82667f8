using Runs.Actors.Artifacts;
using Runs.Actors.Attempts;
using Runs.Actors.SubRuns;
using Runs.Runtime.Cells;
using Runs.Runtime.Journal;
using Runs.Runtime.Links;

namespace Runs.Actors;

/// <summary>What a <see cref="RunSystem"/> is made of.</summary>
public sealed record RunSystemParts
{
    /// <summary>The journal.</summary>
    public required IJournalStore Journal { get; init; }

    /// <summary>Where large texts go.</summary>
    public required IArtifactStore Artifacts { get; init; }

    /// <summary>What does the work, one for each kind of agent.</summary>
    public required IReadOnlyList<IStepHandler> Handlers { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The wires to other nodes of the same journal. Default: none; the node is alone.</summary>
    public INodeLinks Links { get; init; } = NoLinks.Instance;

    /// <summary>Hears what becomes of cells.</summary>
    public ICellListener CellListener { get; init; } = ICellListener.None;

    /// <summary>Hears what goes wrong around attempts.</summary>
    public IAttemptListener AttemptListener { get; init; } = IAttemptListener.None;

    /// <summary>Hears what goes wrong between runs and their sub-runs.</summary>
    public ISubRunListener SubRunListener { get; init; } = ISubRunListener.None;
}
