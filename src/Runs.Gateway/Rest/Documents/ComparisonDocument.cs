using Newtonsoft.Json;
using Runs.Domain.Runs.Comparisons;
using Runs.Domain.Runs.State;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>Two runs, step by step.</summary>
internal static class ComparisonDocument
{
    private static readonly Schema Side = new ObjectSchema(
        SchemaMember.Required("phase", new TextSchema()),
        SchemaMember.Required("attempt", new NumberSchema()),
        SchemaMember.Optional("taken", new FlagSchema { Description = "Whether the result was taken over from the run that it is a fork of." }),
        SchemaMember.Optional("error", DocumentMembers.ErrorSchema),
        SchemaMember.Optional("output", new TextSchema { Description = "Its result; of a large one the beginning and the end." }))
    { Name = "ComparedSide" };

    private static readonly Schema Step = new ObjectSchema(
        SchemaMember.Required("place", new TextSchema { Description = "The step, without its execution." }),
        SchemaMember.Required("name", new TextSchema { Description = "Its agent, or its flow." }),
        SchemaMember.Required("differs", new ArraySchema(TextSchema.OneOf([.. Enum.GetValues<StepDifferences>().Where(one => one != StepDifferences.None).Select(Word)]))),
        SchemaMember.Optional("left", Side),
        SchemaMember.Optional("right", Side))
    { Name = "ComparedStep" };

    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("left", new TextSchema { Description = "The first run." }),
        SchemaMember.Required("right", new TextSchema { Description = "The second run." }),
        SchemaMember.Required("sameInput", new FlagSchema()),
        SchemaMember.Required("sameResult", new FlagSchema()),
        SchemaMember.Required("steps", new ArraySchema(Step)))
    { Name = "Comparison", Description = "Two runs, step by step." };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, RunComparison comparison)
    {
        json.Member("left", comparison.Left.RunId);
        json.Member("right", comparison.Right.RunId);
        json.Member("sameInput", comparison.HaveSameInput);
        json.Member("sameResult", comparison.HaveSameResult);
        json.Objects("steps", comparison.Steps, (own, step) =>
        {
            own.Member("place", step.Place);
            own.Member("name", step.Agent);
            own.Member("differs", Enum.GetValues<StepDifferences>().Where(one => one != StepDifferences.None && step.Differences.HasFlag(one)).Select(Word));
            WriteSide(own, "left", step.Left);
            WriteSide(own, "right", step.Right);
        });
    }

    private static void WriteSide(JsonWriter json, string name, StepState? step)
    {
        if (step is null)
            return;
        json.WritePropertyName(name);
        json.WriteStartObject();
        json.Member("phase", step.Phase.ToWord());
        json.Member("attempt", step.Attempt);
        if (step.IsTaken)
            json.Member("taken", true);
        json.Error("error", step.Error);
        json.Member("output", step.Output?.Preview);
        json.WriteEndObject();
    }

    private static string Word(StepDifferences difference) => difference.ToString().ToLowerInvariant();
}
