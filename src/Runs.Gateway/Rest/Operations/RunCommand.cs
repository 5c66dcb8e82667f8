using Microsoft.AspNetCore.Http;
using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Operations;

/// <summary>A command to a run, answered with the run as it is then.</summary>
internal abstract class RunCommand(string id, string verb) : RunOperation(id, HttpMethods.Post, $"/runs/{{runId}}/{verb}")
{
    public override IReadOnlyList<Answer> Answers =>
    [
        Answer.Json(StatusCodes.Status200OK, "The run as it is now.", RunDocument.Schema),
        Answer.Json(StatusCodes.Status202Accepted, "The run as it is now: it is told to stop, and not all of it has.", RunDocument.Schema),
    ];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run) => Run(await Do(request));

    /// <summary>Gives the command.</summary>
    protected abstract ValueTask<RunResult<RunReply>> Do(RestRequest request);
}
