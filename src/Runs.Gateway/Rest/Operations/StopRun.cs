using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Asks a run to stop. One that has ended stays as it is.</summary>
internal sealed class StopRun() : RunCommand("stopRun", "stop")
{
    public override string Summary => "Asks a run to stop. One that has ended stays as it is.";

    public override ObjectSchema Body { get; } = new(SchemaMember.Optional("reason", TextSchema.NotEmpty("The text of the run's error."))) { IsClosed = true };

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request) =>
        request.Runs.Stop(request.Run, request.CommandId(Id), (string?)request.Body["reason"]);
}
