using Runs.Journal.Postgres.Schema;
using Runs.Runtime.Shards;

namespace Runs.Journal.Postgres.Shards;

/// <summary>The tables of nodes and shards.</summary>
internal sealed class PostgresShardTable(PostgresDatabase database) : IShardTable
{
    public int ShardCount => database.ShardCount;

    public ValueTask<NodeIncarnation> Join(NodeRegistration node, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<bool> Renew(NodeIncarnation node, NodePhase phase, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask Leave(NodeIncarnation node, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<NodeRecord>> Nodes(CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<ShardRecord>> Shards(CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<IReadOnlyList<ShardRecord>> TakeOver(NodeIncarnation owner, IReadOnlyList<ShardRecord> seen, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask Release(NodeIncarnation owner, IReadOnlyList<ShardRecord> held, CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask<int> RaiseFormat(CancellationToken cancellation) => throw new NotImplementedException();
}
