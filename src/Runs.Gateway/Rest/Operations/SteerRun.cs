using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Gives the agent that is called next a text beside its message.</summary>
internal sealed class SteerRun() : RunCommand("steerRun", "steer")
{
    public override string Summary => "Gives the agent that is called next a text beside its message.";

    public override ObjectSchema Body { get; } = new(SchemaMember.Required("text", TextSchema.NotEmpty())) { IsClosed = true };

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request) =>
        request.Runs.Steer(request.Run, (string)request.Body["text"]!, request.CommandId(Id));
}
