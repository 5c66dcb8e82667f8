using Runs.Node.CommandLine;
using Runs.Node.Configuration;
using Runs.Node.Doors;

namespace Runs.Node.Clusters;

/// <summary>Finds who can say how a cluster is.</summary>
internal static class ClusterSources
{
    /// <summary>To look at it: a node, or the database where one is named on the command line or no node is.</summary>
    public static async Task<IClusterSource> OpenToLook(VerbContext context)
    {
        var isNamed = SettingOptions.Journal.AreGiven(context.Parsed);
        if (isNamed && context.Parsed.GetResult("--url") is not null)
            throw new UserError("cli.usage", "--url and --connection name two places: give one of them.");
        if (!isNamed && await RunDoors.TryConnect(context) is { } connection)
            return new ServerCluster(connection);
        return context.Options is { JournalKind: JournalKind.Postgres, Postgres.Connection.Length: > 0 }
            ? await DatabaseCluster.Open(context.Options)
            : throw NoNode();
    }

    /// <summary>To change it, which a node does.</summary>
    public static async Task<ServerCluster> OpenToChange(VerbContext context) =>
        await RunDoors.TryConnect(context) is { } connection ? new ServerCluster(connection) : throw NoNode();

    private static UserError NoNode() => new(
        "cluster.server-needed", "No node is named: name one with --url (or RUNS_URL), or the data directory of one on this machine with --data. Where none lives, look with --journal postgres --connection.");
}
