using Runs.Runtime.Links;
using Runs.Runtime.Shards;

namespace Runs.Gateway.Nodes.Hello;

/// <summary>A node that has proven that it belongs to the cluster, and what it wants.</summary>
/// <param name="Life">Which life of which node it says it is. Those who know the secret are believed.</param>
/// <param name="Channel">Which way this is to be.</param>
/// <param name="Version">The version to be used.</param>
internal readonly record struct ProvenPeer(NodeIncarnation Life, LinkChannel Channel, ushort Version);
