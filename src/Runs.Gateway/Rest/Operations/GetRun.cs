using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Actors.Watching;
using Runs.Domain.Runs;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Shows a run.</summary>
internal sealed class GetRun() : RunOperation("getRun", HttpMethods.Get, "/runs/{runId}")
{
    public override string Summary => "Shows a run with its steps.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Query("limit", new NumberSchema { Least = 1, Most = SnapshotQuery.MostSteps, Default = SnapshotQuery.MostSteps }, "At most so many steps."),
        Parameter.Query("afterStep", TextSchema.NotEmpty(), "The nextStep of the page before."),
        .. TextBounds.Parameters,
    ];

    public override IReadOnlyList<Answer> Answers =>
    [
        Answer.Json(StatusCodes.Status200OK, "The run.", RunDocument.Schema),
        Answer.Json(StatusCodes.Status202Accepted, "The run, which is told to stop, and not all of it has.", RunDocument.Schema),
    ];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var query = new SnapshotQuery
        {
            Limit = (int)(request.Number("limit") ?? SnapshotQuery.MostSteps),
            AfterStep = request.Text("afterStep"),
            MaxBytes = TextBounds.Of(request),
        };
        if (query.AfterStep is { } place && !RunSnapshot.HasPlace(run.State, place))
            return Problem.Of(RunErrors.StepNotFound, "The run has no step at that place any more: begin with the first page.");
        return Run(await request.Runs.Snapshot(run, query, request.Aborted));
    }
}
