namespace Runs.Runtime.Cells;

/// <summary>Makes the entities of one kind.</summary>
public interface IEntityFactory
{
    /// <summary>The kind, as in <see cref="Entities.EntityId.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>Makes an entity without any event. Called again for each recovery.</summary>
    IEntity Create(EntityContext context);
}
