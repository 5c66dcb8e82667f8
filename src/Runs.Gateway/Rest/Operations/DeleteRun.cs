using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Deletes a run that has ended, or was never started.</summary>
internal sealed class DeleteRun() : RunOperation("deleteRun", HttpMethods.Delete, "/runs/{runId}")
{
    public override string Summary => "Deletes a run that has ended, with its history and its artifacts.";

    public override IReadOnlyList<Answer> Answers => [new(StatusCodes.Status204NoContent, "It is gone.")];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var result = await request.Runs.Delete(request.Run, request.CommandId(Id));
        return result.IsOk ? new NoContent() : Problem.Of(result.Error);
    }
}
