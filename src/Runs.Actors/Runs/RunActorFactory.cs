using Runs.Actors.Attempts;
using Runs.Domain.Identity;
using Runs.Runtime.Cells;

namespace Runs.Actors.Runs;

/// <summary>Makes run actors.</summary>
internal sealed class RunActorFactory(Func<RunHosts> hosts, RunEnds ends) : IEntityFactory
{
    public string Kind => RunEntity.Kind;

    public IEntity Create(EntityContext context) => new RunActor(context, RunId.Parse(context.Id.Id), hosts(), ends);
}
