using Microsoft.AspNetCore.Http;
using Runs.Actors.Runs;
using Runs.Domain.Runs.State;
using Runs.Gateway.Rest.Answers;
using Runs.Gateway.Rest.Documents;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Starts the next execution of a run that has ended, and prepares it before if nobody has.</summary>
internal sealed class ContinueRun() : RunOperation("continueRun", HttpMethods.Post, "/runs/{runId}/continue")
{
    public override string Summary => "Starts the next execution of a run that has ended. What is not given is taken from the last one.";

    public override ObjectSchema Body { get; } = new([SchemaMember.Required("input", new TextSchema()), .. Preparations.Members]) { IsClosed = true };

    public override bool BeginsWork => true;

    public override IReadOnlyList<Answer> Answers => [Answer.Json(StatusCodes.Status200OK, "The run as it is now.", RunDocument.Schema)];

    public override IReadOnlyList<int> Refusals => [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    protected override async ValueTask<IResult> Handle(RestRequest request, RunReply run)
    {
        var (preparation, problem) = Preparations.Read(request);
        if (preparation is null)
            return problem!;
        var state = run.State;
        var commandId = request.CommandId(Id);
        // What was continued by this very request may have ended since, and isn't prepared once more.
        if (commandId is not null && state.Commands.Contains(commandId))
            return Run(run);
        if (state.Status.IsTerminal() && state.Pending is null)
        {
            var prepared = await request.Runs.Prepare(preparation with { CommandId = request.CommandId("prepareRun") });
            if (!prepared.IsOk)
                return Problem.Of(prepared.Error);
        }

        return Run(await request.Runs.Continue(request.Run, (string)request.Body["input"]!, commandId: commandId));
    }
}
