using Newtonsoft.Json;
using Runs.Actors;
using Runs.Domain.Runs.State;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>A run as lists have it.</summary>
internal static class SummaryDocument
{
    /// <summary>The statuses on the wire.</summary>
    public static TextSchema Status { get; } = TextSchema.OneOf(
        [.. Enum.GetValues<RunStatus>().Select(WireStatus.Of).Distinct(StringComparer.Ordinal)]);

    /// <summary>The states: the statuses of the engine, and the two that are derived.</summary>
    public static TextSchema State { get; } = TextSchema.OneOf(
        [.. Enum.GetValues<RunStatus>().Where(status => status != RunStatus.None).Select(status => status.ToWord()), RunSummary.Waiting, RunSummary.Interrupted]);

    /// <summary>The members, which a run in detail has too.</summary>
    public static IReadOnlyList<SchemaMember> Members { get; } =
    [
        SchemaMember.Required("runId", CommonParameters.RunId),
        SchemaMember.Required("status", Status),
        SchemaMember.Required("state", State),
        SchemaMember.Required("strategy", new TextSchema { Description = "The strategy's name." }),
        SchemaMember.Required("strategyPath", new TextSchema { Description = "Its file; empty for one that was given as text." }),
        SchemaMember.Required("cwd", new TextSchema { Description = "The working directory." }),
        SchemaMember.Required("owner", new TextSchema { Description = "Whose run it is." }),
        SchemaMember.Optional("startedAt", TextSchema.Time("When its last execution was started.")),
        SchemaMember.Optional("endedAt", TextSchema.Time("When that ended.")),
    ];

    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(Members) { Name = "RunSummary", Description = "A run as lists have it." };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, RunSummary run)
    {
        json.Member("runId", run.RunId);
        json.Member("status", run.Status);
        json.Member("state", run.State);
        json.Member("strategy", run.Strategy);
        json.Member("strategyPath", run.StrategyPath);
        json.Member("cwd", run.Cwd);
        json.Member("owner", run.Owner);
        json.Time("startedAt", run.StartedAt);
        json.Time("endedAt", run.EndedAt);
    }
}
