using Microsoft.AspNetCore.Http;
using Runs.Actors.Artifacts;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Contents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>One artifact of a run.</summary>
internal sealed class GetArtifact() : RunOperation("getArtifact", HttpMethods.Get, "/runs/{runId}/artifacts/{name}")
{
    private const string Name = "name";

    public override string Summary => "An artifact of a run: what a step that has ended was about, or a text over 32 KiB.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [Parameter.Path(Name, new TextSchema { Least = 1, Most = ListArtifacts.LongestName }, "Its name.")];

    public override IReadOnlyList<Answer> Answers =>
    [
        new(StatusCodes.Status200OK, "The text.", ContentAnswer.MediaType),
        new(StatusCodes.Status206PartialContent, "The range of it that was asked for.", ContentAnswer.MediaType),
    ];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status416RangeNotSatisfiable];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var name = request.Text(Name)!;
        if (RunArtifacts.Find(run.State, name) is not { } artifact)
            return Problem.Of(RestCodes.NoArtifact, $"Run {request.Run} has no artifact of that name.");
        var content = await request.Runs.Artifacts(request.Run).Content(run.State, artifact, request.Aborted);
        return new ContentAnswer(request, content, artifact.Purpose == ArtifactPurpose.Final ? $"{request.Run}-{name}" : $"{request.Run}-{name}.txt");
    }
}
