using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Deletes a run that has ended, or was never started.</summary>
internal sealed class DeleteRun() : RunOperation("deleteRun", HttpMethods.Delete, "/runs/{runId}")
{
    private static readonly Schema Receipt = new ObjectSchema(
        SchemaMember.Required("runId", CommonParameters.RunId),
        SchemaMember.Required("deletedArtifacts", new ArraySchema(new TextSchema { Description = "The name of an artifact." })),
        SchemaMember.Required("bytes", new NumberSchema { Description = "How much room that made in the artifact store." }))
    { Name = "DeletedRun", Description = "The receipt of a deletion." };

    public override string Summary => "Deletes a run that has ended, with its artifacts and its history. When its artifacts can't be deleted, the run stays.";

    public override IReadOnlyList<Answer> Answers { get; } = [Answer.Json(StatusCodes.Status200OK, "It is gone.", Receipt)];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var result = await request.Runs.Delete(request.Run, request.CommandId(Id));
        if (!result.IsOk)
            return Problem.Of(result.Error);
        return new JsonAnswer(StatusCodes.Status200OK, json =>
        {
            json.Member("runId", result.Value.Run.Value);
            json.Member("deletedArtifacts", result.Value.Artifacts);
            json.Member("bytes", result.Value.Bytes);
        });
    }
}
