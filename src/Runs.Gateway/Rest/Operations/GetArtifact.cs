using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Domain.Contents;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Contents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>One large text of a run.</summary>
internal sealed class GetArtifact() : RunOperation("getArtifact", HttpMethods.Get, "/runs/{runId}/artifacts/{artifactId}")
{
    private const string ArtifactId = "artifactId";

    public override string Summary => "One of the texts over 32 KiB of a run.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [Parameter.Path(ArtifactId, new TextSchema { Least = 1, Most = 64 }, "The artifact.")];

    public override IReadOnlyList<Answer> Answers =>
    [
        new(StatusCodes.Status200OK, "The text.", ContentAnswer.MediaType),
        new(StatusCodes.Status206PartialContent, "The range of it that was asked for.", ContentAnswer.MediaType),
    ];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status416RangeNotSatisfiable];

    protected override ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var id = request.Text(ArtifactId)!;
        return ValueTask.FromResult<IResult>(RunArtifacts.Find(run.State, id) is { } artifact
            ? new ContentAnswer(request, Content.Of(artifact), $"{request.Run}-{id}.txt")
            : Problem.Of(RestCodes.NoArtifact, $"Run {request.Run} refers to no artifact of that id."));
    }
}
