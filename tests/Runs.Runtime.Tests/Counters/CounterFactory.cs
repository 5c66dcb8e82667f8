using Runs.Runtime.Cells;

namespace Runs.Runtime.Tests.Counters;

public sealed class CounterFactory : IEntityFactory
{
    public string Kind => "counter";

    public IEntity Create(EntityContext context) => new CounterActor(context);
}
