using Newtonsoft.Json;
using Runs.Actors.Watching;
using Runs.Domain.Runs.State;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Documents;

/// <summary>What a step has come to, or so far.</summary>
internal static class StepResultDocument
{
    /// <summary>Its schema.</summary>
    public static Schema Schema { get; } = new ObjectSchema(
        SchemaMember.Required("stepId", new TextSchema { Description = "Its place in the run." }),
        SchemaMember.Required("label", new TextSchema { Description = "How requests may name it." }),
        SchemaMember.Required("phase", StepDocument.Phase),
        SchemaMember.Required("attempt", new NumberSchema { Description = "Its latest attempt; 0 before the first." }),
        SchemaMember.Optional("error", DocumentMembers.ErrorSchema),
        SchemaMember.Required("bytes", new NumberSchema { Description = "The size of its whole text in UTF-8." }),
        SchemaMember.Optional("chars", new NumberSchema { Description = "The length of its whole text in UTF-16 code units; left out for one that is stored as an artifact." }),
        SchemaMember.Optional("partial", new FlagSchema { Description = "It has no result; the text is what an attempt under way, or the last that failed, has said so far." }),
        SchemaMember.Optional("artifact", new TextSchema { Description = "The name of the artifact that says how it ended." }),
        SchemaMember.Optional("text", new TextSchema { Description = "Its text, at most maxBytes of it. Only with preview=true." }),
        SchemaMember.Optional("cut", new FlagSchema { Description = "The text is only the beginning." }))
    { Name = "StepResult" };

    /// <summary>Writes the members.</summary>
    public static void WriteMembers(JsonWriter json, StepResult result)
    {
        json.Member("stepId", result.Step.Value);
        json.Member("label", result.Reference);
        json.Member("phase", result.Phase.ToWord());
        json.Member("attempt", result.Attempt);
        json.Error("error", result.Error);
        json.Member("bytes", result.Bytes);
        if (result.Chars is { } chars)
            json.Member("chars", chars);
        if (result.IsPartial)
            json.Member("partial", true);
        json.Member("artifact", result.Artifact);
        json.Member("text", result.Text);
        if (result.IsCut)
            json.Member("cut", true);
    }
}
