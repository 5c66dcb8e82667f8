using Runs.Runtime.Cells;

namespace Runs.Actors.Queues;

/// <summary>Makes coordinators.</summary>
internal sealed class CoordinatorFactory(Func<CoordinatorHost> host) : IEntityFactory
{
    public string Kind => QueueEntity.Kind;

    public IEntity Create(EntityContext context) => new CoordinatorActor(context, host());
}
