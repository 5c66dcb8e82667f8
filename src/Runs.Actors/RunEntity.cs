using Runs.Domain.Identity;
using Runs.Runtime.Entities;

namespace Runs.Actors;

/// <summary>Runs as entities of the runtime.</summary>
public static class RunEntity
{
    /// <summary>The kind of runs.</summary>
    public const string Kind = "run";

    /// <summary>The entity of a run.</summary>
    public static EntityId Of(RunId run) => new(Kind, run.Value);
}
