using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Shards;

namespace Runs.Journal.Postgres.Shards;

/// <summary>The tables of nodes and shards.</summary>
internal sealed class PostgresShardTable(PostgresDatabase database) : IShardTable
{
    public int ShardCount => database.ShardCount;

    public ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation) => database.Control(
        async (connection, token) =>
        {
            var (format, incarnation) = await NodeRows.Join(connection, node, database.NewestFormat, token);
            if (incarnation is not { } number)
                throw DatabaseFaults.Newer(database.Place, format, database.NewestFormat);
            database.Format = format;
            return new NodeIncarnation(node.Node, number);
        },
        cancellation);

    public ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation) => database.Control(
        async (connection, token) =>
        {
            // Whoever raised the format past what this node knows has ended its life with that; see FormatRaise.
            if (await NodeRows.Renew(connection, node, phase, token) is not { } format || format > database.NewestFormat)
                return false;
            database.Format = format;
            return true;
        },
        cancellation);

    public async ValueTask Leave(NodeIncarnation node, CancellationToken cancellation) =>
        await database.Control((connection, token) => NodeRows.Leave(connection, node, token), cancellation);

    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation) => database.Control(NodeRows.All, cancellation);

    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => database.Control(ShardRows.Read, cancellation);

    public ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) =>
        database.Control(
            (connection, token) => StalledLanes.Without(connection, () => ShardRows.TakeOver(connection, owner, seen, token), token), cancellation);

    public async ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) =>
        await database.Control((connection, token) => ShardRows.Release(connection, owner, held, token), cancellation);

    public ValueTask<int> RaiseFormat(CancellationToken cancellation) => database.FormatChange(
        async (connection, token) => database.Format = await FormatRaise.Run(connection, database.Place, database.Scripts, token), cancellation);
}
