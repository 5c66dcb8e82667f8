using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Shows a run.</summary>
internal sealed class GetRun() : RunOperation("getRun", HttpMethods.Get, "/runs/{runId}")
{
    public override string Summary => "Shows a run with its steps.";

    public override IReadOnlyList<Answer> Answers =>
    [
        Answer.Json(StatusCodes.Status200OK, "The run.", RunDocument.Schema),
        Answer.Json(StatusCodes.Status202Accepted, "The run, which is told to stop, and not all of it has.", RunDocument.Schema),
    ];

    protected override ValueTask<IResult> Handle(RestRequest request, RunReply run) => ValueTask.FromResult(Run(run));
}
