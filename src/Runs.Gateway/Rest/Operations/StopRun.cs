using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Asks a run to stop. One that has ended stays as it is.</summary>
internal sealed class StopRun() : RunCommand("stopRun", "stop")
{
    public override string Summary => "Asks a run to stop. One that has ended stays as it is.";

    public override ObjectSchema Body { get; } = new(
        SchemaMember.Optional("reason", TextSchema.NotEmpty("The text of the run's error.")),
        SchemaMember.Optional("force", new FlagSchema { Description = "Whether what is under way is stopped at once, without its grace. Default: false." }))
    { IsClosed = true };

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request) =>
        request.Runs.Stop(request.Run, request.CommandId(Id), (string?)request.Body["reason"], (bool?)request.Body["force"] ?? false);
}
