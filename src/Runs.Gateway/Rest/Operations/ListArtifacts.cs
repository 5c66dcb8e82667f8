using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Contents;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>The large texts of a run.</summary>
internal sealed class ListArtifacts() : RunOperation("listArtifacts", HttpMethods.Get, "/runs/{runId}/artifacts")
{
    private static readonly Schema Artifact = new ObjectSchema(
        SchemaMember.Required("id", new TextSchema()),
        SchemaMember.Required("step", new TextSchema { Description = "The step that made it." }),
        SchemaMember.Required("length", new NumberSchema { Description = "Its bytes." })) { Name = "Artifact" };

    public override string Summary => "The texts over 32 KiB in the result, the steps of the last execution and the conversation of a run.";

    public override IReadOnlyList<Answer> Answers { get; } =
    [
        Answer.Json(
            StatusCodes.Status200OK,
            "All of them.",
            new ObjectSchema(SchemaMember.Required("artifacts", new ArraySchema(Artifact))) { Name = "ArtifactList" }),
    ];

    protected override ValueTask<IResult> Handle(RestRequest request, RunReply run) => ValueTask.FromResult<IResult>(
        new JsonAnswer(StatusCodes.Status200OK, json => json.Objects("artifacts", RunArtifacts.Of(run.State), (own, found) =>
        {
            own.Member("id", found.Artifact.Id);
            own.Member("step", found.Step);
            own.Member("length", found.Artifact.Bytes);
        })));
}
