using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Starts a prepared run.</summary>
internal sealed class StartRun() : RunCommand("startRun", "start")
{
    public override string Summary => "Starts a prepared run.";

    public override ObjectSchema Body { get; } = new(SchemaMember.Optional("input", new TextSchema())) { IsClosed = true };

    public override bool BeginsWork => true;

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request) =>
        request.Runs.Start(request.Run, (string?)request.Body["input"] ?? "", commandId: request.CommandId(Id));
}
