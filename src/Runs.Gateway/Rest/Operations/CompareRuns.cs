using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.Comparisons;
using Runs.Domain.Runs.State;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Compares two runs step by step.</summary>
internal sealed class CompareRuns() : RunOperation("compareRuns", HttpMethods.Get, "/runs/{runId}/compare")
{
    public override string Summary => "Says of each step in what this run and another one differ.";

    public override IReadOnlyList<Parameter> Parameters { get; } = [Parameter.Query("with", CommonParameters.RunId, "The other run.")];

    public override IReadOnlyList<Answer> Answers { get; } = [Answer.Json(StatusCodes.Status200OK, "The comparison.", ComparisonDocument.Schema)];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        if (request.Text("with") is not { } text)
            return Problem.Invalid("with", "Name the other run.");
        var other = RunId.Parse(text);
        var known = await request.Runs.Describe(other);
        if (!known.IsOk)
            return Problem.Of(known.Error);
        return known.Value.State.Status == RunStatus.None
            ? Problem.Of(RunErrors.NotFound, $"Run not found: {other}")
            : new JsonAnswer(StatusCodes.Status200OK, json => ComparisonDocument.WriteMembers(json, RunComparison.Of(run.State, known.Value.State)));
    }
}
