namespace Runs.Gateway.Access.Limits;

/// <summary>How fast a bucket fills, and how much it holds.</summary>
/// <param name="PerSecond">So many a second.</param>
/// <param name="Burst">So many at once.</param>
internal readonly record struct BucketRate(double PerSecond, double Burst);
