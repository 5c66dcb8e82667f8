using Runs.Checkers.Evidence;
using Runs.Cluster.Tests.Stories;

namespace Runs.Cluster.Tests.Workload;

/// <summary>A story that has come to its end, and what was seen of it.</summary>
/// <param name="Story">The story.</param>
/// <param name="Run">Its run.</param>
/// <param name="End">The run as it was shown in the end.</param>
/// <param name="Frames">What a viewer saw of its frames.</param>
/// <param name="Events">What another saw of its events.</param>
internal sealed record ToldStory(Story Story, string Run, JObject End, WatchedRun Frames, SeenViewer Events);
