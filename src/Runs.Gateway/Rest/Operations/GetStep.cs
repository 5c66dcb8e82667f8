using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Actors.Watching;
using Runs.Domain.Runs.State;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Shows a step.</summary>
internal sealed class GetStep() : StepOperation("getStep", "/runs/{runId}/steps/{stepId}")
{
    public override string Summary => "Shows one step of a run.";

    public override IReadOnlyList<Answer> Answers { get; } = [Answer.Json(StatusCodes.Status200OK, "The step.", StepDocument.Schema)];

    protected override ValueTask<IResult> Handle(RestRequest request, RunReply run, StepState step) => ValueTask.FromResult<IResult>(
        new JsonAnswer(StatusCodes.Status200OK, json => StepDocument.WriteMembers(json, StepSnapshot.Of(run.State, step))));
}
