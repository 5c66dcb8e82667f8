using Newtonsoft.Json;
using Runs.Actors.Queues.Views;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>A queue.</summary>
internal static class QueueDocument
{
    private static readonly ObjectSchema Run = new(
        SchemaMember.Required("runId", CommonParameters.RunId),
        SchemaMember.Required("position", new NumberSchema { Least = 1, Description = "Its place in the queue." }),
        SchemaMember.Required("priority", new NumberSchema { Least = int.MinValue, Description = "Higher goes first." }),
        SchemaMember.Required("queuedAt", TextSchema.Time("Since when it waits.")),
        SchemaMember.Required("limits", new ArraySchema(new TextSchema())))
    { Name = "QueuedRun", Description = "A run that waits for its slots." };

    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("name", new TextSchema()),
        SchemaMember.Optional("maxConcurrentRuns", new NumberSchema { Description = "So many runs work at a time; left out for any number." }),
        SchemaMember.Optional("maxConcurrentSteps", new NumberSchema { Description = "So many attempts are under way at a time; left out for any number." }),
        SchemaMember.Optional("maxQueued", new NumberSchema { Description = "So many runs may wait; left out for any number." }),
        SchemaMember.Required("active", new NumberSchema { Description = "How many of its runs hold a slot." }),
        SchemaMember.Required("activeSteps", new NumberSchema { Description = "How many attempts of its runs do." }),
        SchemaMember.Required("waiting", new NumberSchema { Description = "How many runs wait." }),
        SchemaMember.Required("runs", new ArraySchema(Run)))
    { Name = "Queue", Description = "A queue, with the first of those that wait and that you may see." };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, QueueView queue)
    {
        json.Member("name", queue.Name);
        Bound(json, "maxConcurrentRuns", queue.Rules.MaxConcurrentRuns);
        Bound(json, "maxConcurrentSteps", queue.Rules.MaxConcurrentSteps);
        Bound(json, "maxQueued", queue.Rules.MaxQueued);
        json.Member("active", queue.Active);
        json.Member("activeSteps", queue.ActiveSteps);
        json.Member("waiting", queue.Waiting);
        json.Objects("runs", queue.First, WriteRun);
    }

    private static void WriteRun(JsonWriter json, QueuedRun run)
    {
        json.Member("runId", run.RunId);
        json.Member("position", run.Position);
        json.Member("priority", run.Priority);
        json.Time("queuedAt", run.Since);
        json.Member("limits", run.Limits);
    }

    private static void Bound(JsonWriter json, string name, int? bound)
    {
        if (bound is { } most)
            json.Member(name, most);
    }
}
