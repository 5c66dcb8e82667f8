using Microsoft.AspNetCore.Http;
using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Actors.Watching;
using Runs.Domain.Identity;
using Runs.Domain.Runs;
using Runs.Domain.Runs.State;
using Runs.Gateway.Frames;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Prepares a run, and starts it if it is told to.</summary>
internal sealed class CreateRun() : Operation("createRun", HttpMethods.Post, "/runs")
{
    public override string Summary => "Prepares a run from a strategy, or attaches to one that is prepared or under way; with start it starts it too.";

    public override ObjectSchema Body { get; } = new(
    [
        SchemaMember.Optional("runId", CommonParameters.RunId),
        .. Preparations.Members,
        SchemaMember.Optional("start", new FlagSchema { Description = "Whether to start it at once. Default: false." }),
        SchemaMember.Optional("input", new TextSchema { Description = "What to start it with; needs start." }),
    ])
    { IsClosed = true };

    public override bool BeginsWork => true;

    public override IReadOnlyList<Answer> Answers =>
    [
        Answer.Json(StatusCodes.Status200OK, "The run, which was prepared already or is under way.", RunDocument.Schema),
        Answer.Json(StatusCodes.Status201Created, "The run, with its address as Location.", RunDocument.Schema),
    ];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    public override async ValueTask<IResult> Handle(RestRequest request)
    {
        var starts = (bool?)request.Body["start"] ?? false;
        if (request.Body["input"] is not null && !starts)
            return Problem.Invalid("input", "It needs start: true.");
        var (preparation, problem) = Preparations.Read(request);
        if (preparation is null)
            return problem!;
        if (preparation is { Run: null, StrategyPath: null, Strategy: null })
            return Problem.Invalid("strategyPath", "A new run needs strategyPath or strategy.");
        preparation = preparation with
        {
            Run = preparation.Run ?? IdempotencyKeys.RunOf(request.Caller.Owner, request.Key),
            CommandId = request.CommandId("prepareRun"),
        };
        return starts ? await PrepareAndStart(request, preparation) : await Prepare(request, preparation);
    }

    private static async ValueTask<IResult> Prepare(RestRequest request, PrepareRequest preparation)
    {
        var prepared = await request.Runs.Prepare(preparation);
        return prepared.IsOk ? Created(request, prepared.Value, prepared.Value.Reply) : Problem.Of(prepared.Error);
    }

    private static async ValueTask<IResult> PrepareAndStart(RestRequest request, PrepareRequest preparation)
    {
        var startId = request.CommandId("startRun");
        if (preparation.Run is { } run)
        {
            var known = await request.Runs.Describe(run);
            if (!known.IsOk)
                return Problem.Of(known.Error);
            var state = known.Value.State;
            // Preparing again what was started by this very request would leave a continuation behind that nobody asked for.
            if (startId is not null && state.Commands.Contains(startId))
                return Created(request, run, known.Value, StatusCodes.Status201Created);
            if (state.Status.IsTerminal() && state.Pending is null)
                return Problem.Of(RunErrors.Terminal, $"Run {run} has ended ({state.Status.ToWord()}); continue it instead.");
        }

        var prepared = await request.Runs.Prepare(preparation);
        if (!prepared.IsOk)
            return Problem.Of(prepared.Error);
        var started = await request.Runs.Start(prepared.Value.Run, (string?)request.Body["input"] ?? "", commandId: startId);
        return started.IsOk ? Created(request, prepared.Value, started.Value) : Problem.Of(started.Error);
    }

    private static JsonAnswer Created(RestRequest request, PreparedRun prepared, RunReply run) => Created(
        request, prepared.Run, run, prepared.IsAttached ? StatusCodes.Status200OK : StatusCodes.Status201Created, prepared.UsedFrozenPlan);

    private static JsonAnswer Created(RestRequest request, RunId id, RunReply run, int status, bool usedFrozenPlan = false)
    {
        request.Http.Response.Headers.Location = $"{RestApi.Root}/runs/{id}";
        return new JsonAnswer(status, json =>
        {
            RunDocument.WriteMembers(json, RunSnapshot.Of(run, SnapshotQuery.Default));
            if (usedFrozenPlan)
                json.Member("usedFrozenPlan", true);
        });
    }
}
