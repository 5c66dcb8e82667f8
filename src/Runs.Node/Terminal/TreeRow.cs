using Runs.Domain.Plans;
using Runs.Domain.Runs.State;

namespace Runs.Node.Terminal;

/// <summary>A step or a flow that may have a line in the tree.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Step">What is known of it; <see langword="null"/> for nothing yet.</param>
/// <param name="Parent">The row of the flow around it; -1 for the root.</param>
/// <param name="Depth">How deep it stands; 0 for the root.</param>
/// <param name="Tally">Of a flow whose steps are counted, how they are.</param>
internal sealed record TreeRow(PlanNode Node, StepState? Step, int Parent, int Depth, StepTally? Tally)
{
    /// <summary>How many rows stand right below it.</summary>
    public int Children { get; set; }

    /// <summary>Whether it does work, rather than hold other steps.</summary>
    public bool IsWork => Node.AgentIndex >= 0;

    /// <summary>Where it is; <see langword="null"/> for a step that nothing is known of yet.</summary>
    public StepPhase? Phase => Step?.Phase;

    /// <summary>Whether something goes on there now.</summary>
    public bool IsActive => IsWork && Phase is StepPhase.Running or StepPhase.Waiting or StepPhase.BackingOff or StepPhase.Exhausted;

    /// <summary>Which rows are kept when there is no room for all: lower ones first.</summary>
    public int Rank => this switch
    {
        { IsActive: true, Phase: StepPhase.Waiting or StepPhase.Exhausted } => 0,
        { IsActive: true } => 1,
        { Phase: StepPhase.Failed or StepPhase.TimedOut } => 2,
        { Phase: StepPhase.Ready } => 3,
        { Phase: null or StepPhase.Pending or StepPhase.Running } => 4,
        { Phase: StepPhase.Blocked or StepPhase.Cancelled } => 5,
        _ => 6,
    };
}
