namespace Runs.Node.Clusters;

/// <summary>Where a cluster can be looked at.</summary>
internal interface IClusterSource : IAsyncDisposable
{
    /// <summary>Looks.</summary>
    /// <exception cref="CommandLine.UserError">It can't be looked at.</exception>
    Task<SeenCluster> Look();
}
