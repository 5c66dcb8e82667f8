using Runs.Actors;
using Runs.Actors.Runs;
using Runs.Gateway.Rest.Reading;
using Runs.Gateway.Rest.Schemas;

namespace Runs.Gateway.Rest.Operations;

/// <summary>Ends a run at once. One that has ended stays as it is.</summary>
internal sealed class KillRun() : RunCommand("killRun", "kill")
{
    public override string Summary => "Ends a run at once. One that has ended stays as it is.";

    public override ObjectSchema Body { get; } = new() { IsClosed = true };

    protected override ValueTask<RunResult<RunReply>> Do(RestRequest request) =>
        request.Runs.Kill(request.Run, request.CommandId(Id));
}
