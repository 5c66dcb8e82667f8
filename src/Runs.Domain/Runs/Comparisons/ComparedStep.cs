using Runs.Domain.Runs.State;

namespace Runs.Domain.Runs.Comparisons;

/// <summary>A step in two runs.</summary>
/// <param name="Place">Its place without the segment, such as <c>draft</c> or <c>files/3</c>.</param>
/// <param name="Agent">The agent's name; of a flow its name.</param>
/// <param name="Left">The step in the first run; <see langword="null"/> where it has none.</param>
/// <param name="Right">The step in the second run; <see langword="null"/> where it has none.</param>
/// <param name="Differences">In what they differ; none when they are the same.</param>
public sealed record ComparedStep(string Place, string Agent, StepState? Left, StepState? Right, StepDifferences Differences);
