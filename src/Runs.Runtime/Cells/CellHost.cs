using Runs.Runtime.Journal;
using Runs.Runtime.Lanes;
using Runs.Runtime.Shards;
using Runs.Runtime.Subscriptions;

namespace Runs.Runtime.Cells;

/// <summary>What all cells of a node share.</summary>
internal sealed record CellHost(
    IJournalReader Journal,
    Lane Lane,
    JournalTail Tail,
    RecoveryGate Gate,
    CellOptions Options,
    NodeIncarnation Node,
    TimeProvider Time,
    ICellListener Listener,
    CancellationToken Stopping);
