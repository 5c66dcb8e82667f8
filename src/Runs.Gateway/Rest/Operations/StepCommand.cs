using Microsoft.AspNetCore.Http;
using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>A command to one step of a run, answered with the run as it is then.</summary>
internal abstract class StepCommand(string id, string verb) : RunOperation(id, HttpMethods.Post, $"/runs/{{runId}}/steps/{{stepId}}/{verb}")
{
    private const string StepId = "stepId";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Path(StepId, new TextSchema { Least = 1, Most = 1024 }, "The step: its author's id (draft), an instance of a list (files[3]), or its place with %2F for each slash (s1%2Fdraft)."),
    ];

    public override IReadOnlyList<Answer> Answers => [Answer.Json(StatusCodes.Status200OK, "The run as it is now.", RunDocument.Schema)];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    protected sealed override async ValueTask<IResult> Handle(RestRequest request, RunReply run) => Run(await Do(request, Uri.UnescapeDataString(request.Text(StepId)!)));

    /// <summary>Gives the command.</summary>
    protected abstract ValueTask<RunResult<RunReply>> Do(RestRequest request, string step);
}
