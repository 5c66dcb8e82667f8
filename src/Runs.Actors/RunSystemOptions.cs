using Runs.Domain.Admissions;
using Runs.Domain.Runs.State;
using Runs.Runtime.Nodes;

namespace Runs.Actors;

/// <summary>How a <see cref="RunSystem"/> works.</summary>
public sealed record RunSystemOptions
{
    /// <summary>The node. Default: a node named <c>local</c> that wakes what is due.</summary>
    public RuntimeOptions Runtime { get; init; } = new();

    /// <summary>What runs take over when they are prepared.</summary>
    public RunSettings Runs { get; init; } = new();

    /// <summary>The queues that runs wait in, and the limits that count them and their attempts. Default: one queue without bounds, and no limits.</summary>
    public AdmissionRules Admission { get; init; } = new();

    /// <summary>What relative strategy paths are relative to, and the working directory of runs that name none. Default: the process's own at start.</summary>
    public string BaseDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Makes ids of runs and commands. Default: random UUIDs (version 4).</summary>
    public Func<string> NewId { get; init; } = RandomIds.NewUuid;

    /// <summary>
    /// Whether the lane gets a thread of its own. Default: true; a store whose commit doesn't block, and every simulation, wants
    /// false.
    /// </summary>
    public bool LaneThread { get; init; } = true;

    /// <summary>
    /// Whether steps are executed. Without it commands are stored and their runs go no further: nothing new is dispatched, and
    /// nothing is said about the attempts of dead nodes. Default: true.
    /// </summary>
    public bool Dispatches { get; init; } = true;

    /// <summary>How long attempts may take to stop at a shutdown. Default: 10 s.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// An attempt on another node that nobody can reach is lost after this time. It may still be at work there, so a shorter time makes it more
    /// likely that the step's next attempt overlaps with it. It isn't waited for a node whose lease is over and whose machine says that nobody
    /// listens at its address any more. Default: 30 s.
    /// </summary>
    public TimeSpan UnreachableGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// While fewer attempts than this are under way on this node, runs that it is asked to prepare, and that bring no id, get one that lives on
    /// it; beyond that they live anywhere. 0: always anywhere. A node that is alone has them all. Default: 64.
    /// </summary>
    public int LocalAttempts { get; init; } = 64;

    /// <summary>
    /// A folder of this process's own for the live output of attempts that show much: over 256 KiB of it goes to temporary files there.
    /// It is made where it is missing, and emptied. Default: none; all of it stays in memory, up to 4 MiB an attempt.
    /// </summary>
    public string? LiveDirectory { get; init; }
}
