using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Contents;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Operations;

/// <summary>The whole result of a run.</summary>
internal sealed class GetResult() : RunOperation("getResult", HttpMethods.Get, "/runs/{runId}/result")
{
    public override string Summary => "The whole result of a run that has completed.";

    public override IReadOnlyList<Answer> Answers =>
    [
        new(StatusCodes.Status200OK, "The result.", ContentAnswer.MediaType),
        new(StatusCodes.Status206PartialContent, "The range of it that was asked for.", ContentAnswer.MediaType),
    ];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status416RangeNotSatisfiable];

    protected override ValueTask<IResult> Handle(RestRequest request, RunReply run) => ValueTask.FromResult<IResult>(
        run.State.End?.Result is { } result
            ? new ContentAnswer(request, result)
            : Problem.Of(RestCodes.NoResult, $"Run {request.Run} has no result."));
}
