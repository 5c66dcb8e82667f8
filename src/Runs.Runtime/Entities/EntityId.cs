namespace Runs.Runtime.Entities;

/// <summary>
/// Names one persistent actor: its kind ("run", "queue", …) and its id within the kind. The pair is also the name of the
/// actor's stream in the journal.
/// </summary>
/// <param name="Kind">The kind, which selects the factory; lower-case letters.</param>
/// <param name="Id">The id within the kind, compared ordinally.</param>
public readonly record struct EntityId(string Kind, string Id)
{
    /// <summary>The form <c>kind:id</c>, which sharding hashes.</summary>
    public override string ToString() => $"{Kind}:{Id}";
}
