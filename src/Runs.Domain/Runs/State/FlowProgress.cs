using Runs.Domain.Contents;

namespace Runs.Domain.Runs.State;

/// <summary>How far a flow is.</summary>
/// <param name="Round">The round of a cycle, from 1; always 1 for other flows.</param>
/// <param name="Entered">How many steps of a broadcast were let in.</param>
/// <param name="Unfinished">How many steps of a broadcast have not ended.</param>
/// <param name="Text">What the steps of the round came to, before the observer spoke.</param>
public sealed record FlowProgress(int Round, int Entered, int Unfinished, Content Text)
{
    /// <summary>A flow that begins.</summary>
    public static FlowProgress Begin(int steps) => new(1, 0, steps, Content.Empty);
}
