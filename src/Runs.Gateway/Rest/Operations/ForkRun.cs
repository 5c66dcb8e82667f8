using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Runs.Actors;
using Runs.Actors.Forks;
using Runs.Actors.Runs;
using Runs.Actors.Watching;
using Runs.Domain.Identity;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Prepares a run that takes over the results of another one, and starts it if it is told to.</summary>
internal sealed class ForkRun() : RunOperation("forkRun", HttpMethods.Post, "/runs/{runId}/fork")
{
    private static readonly Schema Change = new ObjectSchema(
        SchemaMember.Required("path", TextSchema.NotEmpty("What is changed: agents.NAME.KEY, steps.ID.KEY, or a path from the strategy's root.")),
        SchemaMember.Required("value", new TextSchema { Description = "To what: JSON, or else a text." }))
    { Name = "Change", IsClosed = true };

    public override string Summary => "Prepares a new run that takes over the results of this one, but for those of a step and of all that depends on it; with start it starts it too.";

    public override ObjectSchema Body { get; } = new(
        SchemaMember.Optional("runId", CommonParameters.RunId),
        SchemaMember.Optional("from", TextSchema.NotEmpty("The step from which on everything is executed anew. Default: all that has not succeeded.")),
        SchemaMember.Optional("set", new ArraySchema(Change)),
        SchemaMember.Optional("cwd", TextSchema.NotEmpty("The working directory on the server. Default: as before.")),
        SchemaMember.Optional("modelOverride", TextSchema.NotEmpty("A model that replaces that of every agent. Default: as before.")),
        SchemaMember.Optional("start", new FlagSchema { Description = "Whether to start it at once. Default: false." }),
        SchemaMember.Optional("input", new TextSchema { Description = "What to start it with; needs start. Default: what the run was started with." }))
    { IsClosed = true };

    public override bool BeginsWork => true;

    public override IReadOnlyList<Answer> Answers =>
    [
        Answer.Json(StatusCodes.Status201Created, "The new run, with its address as Location.", RunDocument.Schema),
    ];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var body = request.Body;
        var starts = (bool?)body["start"] ?? false;
        if (body["input"] is not null && !starts)
            return Problem.Invalid("input", "It needs start: true.");
        var prepared = await request.Runs.Prepare(new PrepareRequest
        {
            Run = body["runId"] is { } id ? RunId.Parse((string)id!) : IdempotencyKeys.RunOf(request.Caller.Owner, request.Key),
            Cwd = (string?)body["cwd"],
            ModelOverride = (string?)body["modelOverride"],
            CommandId = request.CommandId("prepareRun"),
            Fork = new ForkRequest(request.Run, (string?)body["from"])
            {
                Changes = [.. (body["set"] as JArray ?? []).Select(change => KeyValuePair.Create((string)change["path"]!, (string)change["value"]!))],
            },
        });
        if (!prepared.IsOk)
            return Problem.Of(prepared.Error);
        if (!starts)
            return Created(request, prepared.Value.Run, prepared.Value.Reply);
        var input = (string?)body["input"] ?? run.State.Current?.Input ?? "";
        var started = await request.Runs.Start(prepared.Value.Run, input, commandId: request.CommandId("startRun"));
        return started.IsOk ? Created(request, prepared.Value.Run, started.Value) : Problem.Of(started.Error);
    }

    private static JsonAnswer Created(RestRequest request, RunId id, RunReply run)
    {
        request.Http.Response.Headers.Location = $"{RestApi.Root}/runs/{id}";
        return new JsonAnswer(StatusCodes.Status201Created, json => RunDocument.WriteMembers(json, RunSnapshot.Of(run, SnapshotQuery.Default)));
    }
}
