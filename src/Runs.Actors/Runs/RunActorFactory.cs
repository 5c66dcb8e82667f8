using Runs.Actors.Attempts;
using Runs.Actors.SubRuns;
using Runs.Domain.Identity;
using Runs.Runtime.Cells;

namespace Runs.Actors.Runs;

/// <summary>Makes run actors.</summary>
internal sealed class RunActorFactory(Func<AttemptHost> attempts, Func<SubRunHost> subRuns, RunEnds ends) : IEntityFactory
{
    public string Kind => RunEntity.Kind;

    public IEntity Create(EntityContext context) => new RunActor(context, RunId.Parse(context.Id.Id), attempts(), subRuns(), ends);
}
