using Runs.Actors.Clusters;
using Runs.Gateway.Nodes;

namespace Runs.Node.Clusters;

/// <summary>A cluster, and who has looked.</summary>
/// <param name="Snapshot">As its tables have it.</param>
/// <param name="AnsweredBy">The life of the node that has looked; <see langword="null"/> when the tables were read without any.</param>
/// <param name="Links">The links of that node to others.</param>
internal sealed record SeenCluster(ClusterSnapshot Snapshot, long? AnsweredBy, IReadOnlyList<LinkState> Links);
