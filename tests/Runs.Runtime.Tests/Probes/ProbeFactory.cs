using Runs.Runtime.Cells;

namespace Runs.Runtime.Tests.Probes;

public sealed class ProbeFactory(ProbeHooks hooks) : IEntityFactory
{
    public string Kind => "probe";

    public IEntity Create(EntityContext context)
    {
        hooks.Living++;
        return new ProbeActor(context, hooks);
    }
}
