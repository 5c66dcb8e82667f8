namespace Runs.Cluster.Tests.Clients;

/// <summary>What a client does when a command fails.</summary>
internal enum Patience
{
    /// <summary>It tries once more at another node, and gives up if that fails too.</summary>
    OneRetry,

    /// <summary>It tries at one node after the other for as long as it may, for nobody can serve it while the database is away.</summary>
    Stubborn,
}
