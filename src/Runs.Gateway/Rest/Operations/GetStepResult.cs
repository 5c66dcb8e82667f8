using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Domain.Runs.State;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>What a step has come to, or so far.</summary>
internal sealed class GetStepResult() : StepOperation("getStepResult", "/runs/{runId}/steps/{stepId}/result")
{
    public override string Summary => "What a step has come to; of one under way what its attempt has said so far.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [StepPath.Parameter, .. TextBounds.Parameters];

    public override IReadOnlyList<Answer> Answers { get; } = [Answer.Json(StatusCodes.Status200OK, "The result.", StepResultDocument.Schema)];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run, StepState step)
    {
        var result = await request.Runs.Result(run, step, TextBounds.Of(request), request.Aborted);
        return new JsonAnswer(StatusCodes.Status200OK, json => StepResultDocument.WriteMembers(json, result));
    }
}
