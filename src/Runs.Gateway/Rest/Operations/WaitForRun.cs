using Microsoft.AspNetCore.Http;
using Runs.Actors.Watching;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;
using Runs.Gateway.Rest.Waits;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Waits until something that matters happens in a run.</summary>
internal sealed class WaitForRun() : Operation("waitForRun", HttpMethods.Get, "/runs/{runId}/wait")
{
    public override string Summary => "Waits until something that matters happens in a run, and says what; docs/rest.md says what matters.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.Query("afterSeq", new NumberSchema(), "The last event that is known. Default: the wait begins with how the run is now."),
        Parameter.Query("step", TextSchema.NotEmpty(), "The step that is waited for, by its id, label or place. Default: the run."),
        Parameter.Query(
            "seconds",
            new NumberSchema { Least = WaitQuery.LeastSeconds, Most = WaitQuery.MostSeconds, Default = new WaitQuery().Seconds },
            "How long at most."),
    ];

    public override IReadOnlyList<Answer> Answers { get; } = [Answer.Json(StatusCodes.Status200OK, "What came of it.", WaitDocument.Schema)];

    public override async ValueTask<IResult> Handle(RestRequest request)
    {
        var begun = await request.Runs.Wait(request.Run, new WaitQuery
        {
            AfterSeq = request.Number("afterSeq"),
            Step = request.Text("step"),
            Seconds = (int)(request.Number("seconds") ?? new WaitQuery().Seconds),
        });
        return begun.IsOk ? new WaitAnswer(request, begun.Value) : Problem.Of(begun.Error);
    }
}
