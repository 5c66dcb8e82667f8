using Runs.Domain.Strategies;

namespace Runs.Domain.Plans;

/// <summary>A node together with where it came from, for messages.</summary>
internal readonly record struct PlannedNode(PlanNode Node, SourcePath Path, SourcePosition Position);
