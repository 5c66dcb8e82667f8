using Runs.Domain.Runs.State;

namespace Runs.Actors.Watching;

/// <summary>A step that another one in its graph has worked on.</summary>
/// <param name="Step">It, as people name it.</param>
/// <param name="Phase">How it ended.</param>
/// <param name="Bytes">The size of its result in UTF-8.</param>
public sealed record UpstreamOutput(string Step, StepPhase Phase, long Bytes);
